package dev.leat.cli;

import org.jspecify.annotations.Nullable;

/// Every command there is, in the order of the help.
///
/// A command's class is loaded only when that command is asked for: reading the annotations of all
/// would take longer than most commands run.
enum CommandName {
  ADD("add", "append events; prints one ID a line"),
  TAIL("tail", "print what is there"),
  FOLLOW("follow", "print what comes"),
  LS("ls", "list streams"),
  INFO("info", "describe streams"),
  RM("rm", "delete entries"),
  TRIM("trim", "drop old entries"),
  DESTROY("destroy", "delete whole streams, with their sinks"),
  SINK_CREATE("sink create", "create a sink"),
  SINK_LS("sink ls", "list the sinks of streams: lag, pending, consumers"),
  SINK_READ("sink read", "take the next entries of a sink"),
  SINK_ACK("sink ack", "acknowledge entries"),
  SINK_RM("sink rm", "remove a sink, or its consumers"),
  LOCAL_START("local start", "start the private server behind -u local:"),
  LOCAL_STATUS("local status", "say whether it runs, and where"),
  LOCAL_STOP("local stop", "stop it; its data stays"),
  DEMO("demo", "do the main job in front of you, on a private server"),
  COMPLETION("completion", "print a completion script for a shell"),
  COMPLETE("__complete", "");

  private final String words;
  private final String summary;

  CommandName(String words, String summary) {
    this.words = words;
    this.summary = summary;
  }

  /// As it is typed, without `leat`.
  String words() {
    return words;
  }

  /// One line for a list of commands.
  String summary() {
    return summary;
  }

  /// Whether people are told of it; what is not is called by the completion scripts.
  boolean visible() {
    return !summary.isEmpty();
  }

  /// The word shared by the commands of a group, such as `sink`; empty for a command of its own.
  String group() {
    int space = words.indexOf(' ');
    return space < 0 ? "" : words.substring(0, space);
  }

  static @Nullable CommandName of(String words) {
    for (CommandName name : values()) {
      if (name.words.equals(words)) {
        return name;
      }
    }
    return null;
  }

  static boolean isGroup(String word) {
    for (CommandName name : values()) {
      if (!word.isEmpty() && name.group().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /// A new command, whose options are yet to be filled in.
  Command create(Surroundings surroundings) {
    return switch (this) {
      case ADD -> new AddCommand(surroundings);
      case TAIL -> new TailCommand(surroundings);
      case FOLLOW -> new FollowCommand(surroundings);
      case LS -> new LsCommand(surroundings);
      case INFO -> new InfoCommand(surroundings);
      case RM -> new RmCommand(surroundings);
      case TRIM -> new TrimCommand(surroundings);
      case DESTROY -> new DestroyCommand(surroundings);
      case SINK_CREATE -> new SinkCreateCommand(surroundings);
      case SINK_LS -> new SinkLsCommand(surroundings);
      case SINK_READ -> new SinkReadCommand(surroundings);
      case SINK_ACK -> new SinkAckCommand(surroundings);
      case SINK_RM -> new SinkRmCommand(surroundings);
      case LOCAL_START -> new LocalStartCommand(surroundings);
      case LOCAL_STATUS -> new LocalStatusCommand(surroundings);
      case LOCAL_STOP -> new LocalStopCommand(surroundings);
      case DEMO -> new DemoCommand(surroundings);
      case COMPLETION -> new CompletionCommand(surroundings);
      case COMPLETE -> new CompleteCommand(surroundings);
    };
  }
}
