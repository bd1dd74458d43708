package dev.leat.cli;

/// Which of the standard streams are terminals. Asked only where it matters, because finding out
/// takes time.
interface Terminals {
  boolean in();

  boolean out();

  boolean err();

  /// None is, as in a pipe or a test.
  Terminals NONE =
      new Terminals() {
        @Override
        public boolean in() {
          return false;
        }

        @Override
        public boolean out() {
          return false;
        }

        @Override
        public boolean err() {
          return false;
        }
      };
}
