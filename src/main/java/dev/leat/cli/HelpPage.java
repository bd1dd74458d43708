package dev.leat.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  /// The groups of shared options by the names of the fields that hold them, in the order of the
  /// page.
  private static final List<Map.Entry<String, String>> GROUPS =
      List.of(
          Map.entry("selection", "Which entries:"),
          Map.entry(
              "filters", "Filters (all must hold; applied by leat, the server sends every entry):"),
          Map.entry("printing", "Output:"),
          Map.entry("report", "Output:"),
          Map.entry("retention", "Retention:"),
          Map.entry("consent", "Before it is done:"));

  private static final Set<String> EVERYWHERE = Set.of("connection", "common");

  private final StringBuilder page = new StringBuilder();

  private HelpPage() {}

  /// The help of one command.
  static String of(CommandName name, CommandSpec spec) {
    HelpPage help = new HelpPage();
    UsageMessageSpec texts = spec.usageMessage();
    help.usage("leat " + name.words() + " " + String.join(" ", texts.customSynopsis()));
    help.lines("", texts.description());
    help.options("Options:", own(spec), spec);
    for (Map.Entry<String, String> group : GROUPS) {
      CommandSpec mixin = spec.mixins().get(group.getKey());
      if (mixin != null) {
        help.options(group.getValue(), mixin.options(), spec);
      }
    }
    help.lines("Examples:", texts.footer());
    help.page.append("\nConnection and general options: leat --help\n");
    return help.page.toString();
  }

  /// The help of a group of commands, or of leat itself.
  ///
  /// @param group the group's name; empty for leat itself
  static String of(String group, CommandSpec shared) {
    HelpPage help = new HelpPage();
    if (group.isEmpty()) {
      help.usage("leat [OPTION...] COMMAND [ARGUMENT...]");
      help.lines(
          "", "Event logs on Redis Streams: add events, tail and follow them, share them out.");
      help.commands("");
      help.options("Connection:", mixin(shared, "connection").options(), shared);
      help.options("General:", mixin(shared, "common").options(), shared);
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

  /// The options that belong to no group and are not every command's.
  private static List<OptionSpec> own(CommandSpec spec) {
    List<OptionSpec> own = new ArrayList<>(spec.options());
    spec.mixins()
        .forEach(
            (name, mixin) -> {
              if (EVERYWHERE.contains(name)
                  || GROUPS.stream().anyMatch(g -> g.getKey().equals(name))) {
                own.removeAll(mixin.options());
              }
            });
    return own;
  }

  private static CommandSpec mixin(CommandSpec spec, String name) {
    CommandSpec mixin = spec.mixins().get(name);
    if (mixin == null) {
      throw new IllegalStateException("no shared options named " + name);
    }
    return mixin;
  }

  private void usage(String synopsis) {
    page.append("Usage: ").append(synopsis).append('\n');
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

  private void options(String heading, List<OptionSpec> options, CommandSpec spec) {
    List<OptionSpec> visible = options.stream().filter(option -> !option.hidden()).toList();
    if (visible.isEmpty()) {
      return;
    }
    spec.usageMessage().width(WIDTH);
    spec.parser().separator(" ");
    Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
    Help.Layout layout = help.createDefaultLayout();
    layout.addAllOptions(visible, help.parameterLabelRenderer());
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
