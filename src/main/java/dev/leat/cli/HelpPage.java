package dev.leat.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The help of a command: how to call it, what it does, its options in groups, examples.
///
/// The options that every command takes are left to the help of `leat` itself, so that a page stays
/// short.
final class HelpPage {
  private static final int WIDTH = 100;

  /// Every command takes these, so they are told in one place.
  private static final Set<String> EVERYWHERE = Set.of("Connection:", "General:");

  private final StringBuilder page = new StringBuilder();

  private HelpPage() {}

  /// The help of one command.
  static String of(CommandName name, Options options) {
    HelpPage help = new HelpPage();
    UsageMessageSpec texts = options.spec().usageMessage();
    help.usage("leat " + name.words() + " " + String.join(" ", texts.customSynopsis()));
    help.lines("", texts.description());
    options
        .groups()
        .forEach(
            (heading, group) -> {
              if (!EVERYWHERE.contains(heading)) {
                help.options(heading, group, options.spec());
              }
            });
    help.lines("Examples:", texts.footer());
    help.page.append("\nConnection and general options: leat --help\n");
    return help.page.toString();
  }

  /// The help of a group of commands, or of leat itself.
  ///
  /// @param group the group's name; empty for leat itself
  static String of(String group, Options shared) {
    HelpPage help = new HelpPage();
    if (group.isEmpty()) {
      help.usage("leat [OPTION...] COMMAND [ARGUMENT...]");
      help.lines(
          "", "Event logs on Redis Streams: add events, tail and follow them, share them out.");
      help.commands("");
      help.options("Connection:", shared);
      help.options("General:", shared);
      help.environment();
      help.page.append(
          "\nOptions stand before or after the command. leat COMMAND --help says more.\n");
    } else {
      help.usage("leat " + group + " COMMAND [ARGUMENT...]");
      help.commands(group);
      help.page.append("\nleat ").append(group).append(" COMMAND --help says more.\n");
    }
    return help.page.toString();
  }

  private void usage(String synopsis) {
    page.append("Usage: ").append(synopsis.stripTrailing()).append('\n');
  }

  private void lines(String heading, String... lines) {
    if (lines.length == 0) {
      return;
    }
    page.append('\n');
    if (!heading.isEmpty()) {
      page.append(heading).append('\n');
    }
    String indent = heading.isEmpty() ? "" : "  ";
    for (String line : lines) {
      page.append(indent).append(line).append('\n');
    }
  }

  private void options(String heading, Options options) {
    options(heading, options.groups().getOrDefault(heading, List.of()), options.spec());
  }

  private void options(String heading, List<OptionSpec> options, CommandSpec spec) {
    spec.usageMessage().width(WIDTH);
    spec.parser().separator(" ");
    Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
    Help.Layout layout = help.createDefaultLayout();
    layout.addAllOptions(options, help.parameterLabelRenderer());
    page.append('\n').append(heading).append('\n').append(layout);
  }

  private void commands(String group) {
    List<CommandName> shown = new ArrayList<>();
    for (CommandName name : CommandName.values()) {
      if (name.visible() && (group.isEmpty() || name.group().equals(group))) {
        shown.add(name);
      }
    }
    int widest =
        shown.stream().map(name -> name.words().length()).max(Comparator.naturalOrder()).orElse(0);
    page.append("\nCommands:\n");
    for (CommandName name : shown) {
      page.append("  ")
          .append(name.words())
          .append(" ".repeat(widest - name.words().length() + 2))
          .append(name.summary())
          .append('\n');
    }
  }

  private void environment() {
    page.append("\nEnvironment:\n");
    for (EnvironmentVariable variable : EnvironmentVariable.values()) {
      page.append("  ")
          .append(variable.name())
          .append(" ".repeat(16 - variable.name().length()))
          .append(variable.meaning())
          .append('\n');
    }
  }
}
