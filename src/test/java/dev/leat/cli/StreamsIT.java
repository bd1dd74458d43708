package dev.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat.Result;
import dev.leat.testing.RedisServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `leat ls`, `info`, `rm`, `trim` and `destroy` as a user runs them.
class StreamsIT {
  private final RedisServer server = RedisServer.shared();
  private final Leat leat = Leat.at(server.url());
  private final String stream = RedisServer.key("streams");

  @BeforeEach
  void addFive() {
    for (int i = 1; i <= 5; i++) {
      server.execute("XADD", stream, i + "-0", "n", "" + i);
    }
  }

  private List<?> entries() {
    return (List<?>) server.execute("XRANGE", stream, "-", "+");
  }

  @Test
  void lsListsStreamsThatMatch() {
    server.execute("SET", stream + "-string", "not a stream");

    Result all = leat.run("ls", stream + "*");

    assertThat(all.lines())
        .singleElement()
        .asString()
        .startsWith(
            "{\"stream\":\""
                + stream
                + "\",\"length\":5,\"first\":\"1-0\",\"last\":\"5-0\",\"added\":5,\"sinks\":0,\"bytes\":")
        .endsWith(",\"ttl\":null}");
    assertThat(leat.run("ls").out()).contains('"' + stream + '"');
    assertThat(leat.run("ls", "nothing-like-this*")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void infoDescribesAStream() {
    server.execute("XGROUP", "CREATE", stream, "g", "0");
    server.execute("PEXPIRE", stream, "3600000");

    Result table = leat.run("info", stream, "-o", "text");

    assertThat(table.lines()).hasSize(2);
    assertThat(table.lines().getFirst())
        .matches("STREAM +LENGTH +FIRST +LAST +ADDED +SINKS +BYTES +TTL");
    assertThat(table.lines().getLast())
        .matches(stream + " +5 +1-0 +5-0 +5 +1 +\\d+ +(59m\\d+s|1h)");
    assertThat(leat.run("info", stream).out()).contains("\"sinks\":1").contains("\"ttl\":35");

    Result missing = leat.run("info", "no-such-stream");
    assertThat(missing.code()).isEqualTo(9);
    assertThat(missing.err()).contains("stream \"no-such-stream\" does not exist");
  }

  @Test
  void anEmptyStreamHasNoFirstEntry() {
    server.execute("XTRIM", stream, "MAXLEN", "0");

    assertThat(leat.run("info", stream).out())
        .contains("\"length\":0,\"first\":null,\"last\":\"5-0\",\"added\":5");
  }

  @Test
  void rmDeletesEntriesByIdOrRecord() {
    assertThat(leat.run("rm", stream, "2-0", "9-0"))
        .isEqualTo(new Result(0, "{\"stream\":\"" + stream + "\",\"removed\":1}\n", ""));
    String records = leat.run("tail", stream, "--from", "4").out();
    assertThat(leat.feed(records, "rm", stream, "--dry-run").err())
        .isEqualTo("leat: would delete 2 entries of stream \"" + stream + "\"\n");
    assertThat(leat.feed(records, "rm", stream).out()).contains("\"removed\":2");
    assertThat(leat.feed("1-0\n", "rm", stream, "-").out()).contains("\"removed\":1");
    assertThat(leat.run("tail", stream, "-o", "ids").out()).isEqualTo("3-0\n");

    Result foreign = leat.feed(records.replace(stream, "other"), "rm", stream);
    assertThat(foreign.code()).isEqualTo(3);
    assertThat(foreign.err()).startsWith("leat: line 1: a record of stream \"other\"");
  }

  @Test
  void trimDropsOldEntries() {
    assertThat(leat.run("trim", stream, "--before", "2-0", "--dry-run").err())
        .isEqualTo("leat: would drop up to 1 entries of stream \"" + stream + "\"\n");
    assertThat(leat.run("trim", stream, "--before", "2-0", "--exact"))
        .isEqualTo(new Result(0, "{\"stream\":\"" + stream + "\",\"removed\":1}\n", ""));
    assertThat(leat.run("trim", stream, "--max-len", "2", "--exact").out())
        .contains("\"removed\":2");
    assertThat(leat.run("trim", stream, "--max-age", "1h", "--exact").out())
        .contains("\"removed\":2");
    assertThat(leat.run("trim", "no-such-stream", "--max-len", "1").code()).isEqualTo(9);
  }

  @Test
  void trimSparesWhatASinkHasNotFinished() {
    server.execute("XGROUP", "CREATE", stream, "billing", "0");
    server.execute("XREADGROUP", "GROUP", "billing", "c", "COUNT", "3", "STREAMS", stream, ">");
    server.execute("XACK", stream, "billing", "1-0", "2-0");

    assertThat(leat.run("trim", stream, "--max-len", "3", "--exact").code()).isZero();
    for (String[] rule :
        new String[][] {{"--max-len", "2"}, {"--max-age", "1h"}, {"--before", "3-1"}}) {
      Result refused = leat.run("trim", stream, rule[0], rule[1], "--exact");
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .startsWith(
              "leat: trimming would drop entry 3-0 of stream \""
                  + stream
                  + "\", which sink \"billing\" has not acknowledged\n");
    }
    server.execute("XACK", stream, "billing", "3-0");
    assertThat(leat.run("trim", stream, "--max-len", "2", "--exact").code()).isZero();
    assertThat(leat.run("trim", stream, "--max-len", "1", "--exact").err())
        .contains("entry 4-0")
        .contains("has not handed out");

    assertThat(leat.run("trim", stream, "--max-len", "1", "--exact", "--force").code())
        .isEqualTo(2);
    assertThat(entries()).hasSize(2);
    assertThat(leat.run("trim", stream, "--max-len", "1", "--exact", "--force", "--yes").code())
        .isZero();
    assertThat(entries()).hasSize(1);
  }

  @Test
  void destroyNeedsAYes() {
    server.execute("XGROUP", "CREATE", stream, "billing", "0");
    String place = "127.0.0.1:" + server.port();

    Result refused = leat.run("destroy", stream);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "leat: nobody is here to ask whether to destroy stream \""
                + stream
                + "\" on "
                + place
                + ": 5 entries, sinks billing\n  hint: --yes does it unasked\n");
    assertThat(leat.run("destroy", stream, "--dry-run").err())
        .startsWith("leat: would destroy stream \"" + stream + "\" on " + place);
    assertThat(entries()).hasSize(5);

    assertThat(leat.run("destroy", stream, "no-such-stream", "--yes").code()).isEqualTo(9);
    assertThat(leat.run("destroy", stream.replace("s", "?"), "--yes").code()).isEqualTo(9);
    assertThat(entries()).hasSize(5);

    assertThat(leat.run("-y", "destroy", stream))
        .isEqualTo(new Result(0, "{\"stream\":\"" + stream + "\",\"destroyed\":true}\n", ""));
    assertThat(server.execute("EXISTS", stream)).isEqualTo(0L);
  }
}
