package dev.leat.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Shows the main job on real data: a tutorial that runs.
final class DemoCommand implements Command {

  private final Surroundings surroundings;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void declare(Options options) {
    options.usage("");
    options.about(
        "Does the main job in front of you, on the private server, with the history of the"
            + " repository you",
        "stand in: add, tail, follow, share among consumers, take over, destroy. Every line after a"
            + " $ is a",
        "command to type yourself. Leaves nothing behind.");
  }

  @Override
  public void run() {
    DemoInput input = DemoInput.find();
    DemoStage stage = new DemoStage(surroundings);
    String stream = "demo-" + Long.toString(ProcessHandle.current().pid(), 36);

    stage.explain(
        "A Redis of your own, on this machine only; it starts with the first command that asks.");
    stage.export(EnvironmentVariable.LEAT_URL, "local:");

    stage.explain("Add " + input.what() + ", an event a line. Every event gets an ID.");
    List<String> ids = stage.pipe(input.past(), add(input, stream));
    try {
      look(stage, stream);
      int news = follow(stage, input, stream, ids.getLast());
      share(stage, stream, ids.size() + news);
      takeOver(stage, stream);
    } finally {
      stage.explain("Delete what the demo made.");
      var _ = stage.leat("destroy", stream, "--yes");
    }
    stage.explain(
        "The private server is still running: 'leat local stop' ends it, 'leat --help' goes on.");
  }

  private static String[] add(DemoInput input, String stream) {
    List<String> args = new ArrayList<>(List.of("add", stream));
    args.addAll(input.addOptions());
    return args.toArray(String[]::new);
  }

  private static void look(DemoStage stage, String stream) {
    stage.explain("Look at the end of the stream, as with tail(1).");
    var _ = stage.leat("tail", stream, "-n", "2");
  }

  private static int follow(DemoStage stage, DemoInput input, String stream, String last) {
    stage.explain(
        "Follow it in one terminal while more arrive from another: each entry once, in order.");
    DemoStage.Running follower =
        stage.background(
            "follow", stream, "--after", last, "-c", String.valueOf(input.newsCount()));
    int news = stage.pipe(input.news(), add(input, stream)).size();
    List<String> seen = stage.await("the follower", follower);
    stage.conclude("the follower saw the " + seen.size() + " new entries");
    return news;
  }

  private static void share(DemoStage stage, String stream, int count) {
    stage.explain("Share the work: two consumers of one sink, no entry goes to both.");
    var _ = stage.leat("sink", "create", "team", stream, "--from", "start");
    String half = String.valueOf(count / 2);
    DemoStage.Running alice =
        stage.background(
            "sink",
            "read",
            "team",
            stream,
            "--consumer",
            "alice",
            "-c",
            String.valueOf(count - count / 2),
            "--batch",
            "10",
            "--ack",
            "auto",
            "-o",
            "ids");
    DemoStage.Running bob =
        stage.background(
            "sink",
            "read",
            "team",
            stream,
            "--consumer",
            "bob",
            "-c",
            half,
            "--batch",
            "10",
            "--ack",
            "auto",
            "-o",
            "ids");
    List<String> alices = stage.await("alice", alice);
    List<String> bobs = stage.await("bob", bob);
    HashSet<String> together = new HashSet<>(alices);
    together.addAll(bobs);
    stage.conclude(
        "alice took "
            + alices.size()
            + ", bob "
            + bobs.size()
            + "; together "
            + together.size()
            + " different entries of "
            + count);
  }

  private static void takeOver(DemoStage stage, String stream) {
    stage.explain(
        "Lose nothing: carol takes an entry and never acknowledges it; a second later dave gets"
            + " it.");
    String last = stage.leat("tail", stream, "-n", "1", "-o", "ids").getFirst();
    var _ = stage.leat("sink", "create", "night", stream, "--from", last);
    var _ = stage.leat("sink", "read", "night", stream, "--consumer", "carol", "-c", "1");
    var _ =
        stage.leat(
            "sink",
            "read",
            "night",
            stream,
            "--consumer",
            "dave",
            "-c",
            "1",
            "--grace",
            "1s",
            "--wait",
            "10s");
    stage.conclude("the same entry, \"delivery\":2");
    var _ = stage.leat("sink", "ack", "night", stream, last);
    var _ = stage.leat("sink", "ls", stream, "-o", "text");
  }
}
