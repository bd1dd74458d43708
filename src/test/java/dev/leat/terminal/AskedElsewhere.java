package dev.leat.terminal;

import dev.leat.core.Stop;
import java.util.concurrent.CancellationException;
import sun.misc.Signal;

/// A `main` that asks on its terminal, and answers on standard output.
final class AskedElsewhere {
  private AskedElsewhere() {}

  /// Asks for a password or a yes, as the argument says.
  public static void main(String[] arguments) {
    Stop stop = new Stop();
    Signal.handle(new Signal("INT"), _ -> stop.request());
    try {
      System.out.println(
          arguments[0].equals("password")
              ? "hash " + new String(Prompt.password("Password: ", stop)).hashCode()
              : "agreed " + Prompt.confirm("Go on?", stop));
    } catch (CancellationException stopped) {
      System.out.println("given up");
    }
    System.out.println(
        "terminals "
            + StandardStream.IN.isTerminal()
            + StandardStream.IN.askShell()
            + StandardStream.OUT.isTerminal()
            + StandardStream.OUT.askShell());
  }
}
