package dev.leat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.cli.Leat;
import dev.leat.testing.Proxy;
import dev.leat.testing.RedisExtension;
import dev.leat.testing.RedisServer;
import dev.leat.testing.StreamContent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A write whose reply is lost: it is never sent again, and the first line that is uncertain is
/// named.
@ExtendWith(RedisExtension.class)
class LostReplyFaultIT {
  private static final int LINES = 2000;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void namesTheFirstUncertainLine(int batch, RedisServer server, Proxy proxy) {
    String stream = RedisServer.key("lost");
    AtomicInteger seen = new AtomicInteger();
    proxy.onRequest(
        request -> request.contains("EVALSHA") && seen.incrementAndGet() >= batch,
        Proxy.Fault.LOSE_REPLY,
        Integer.MAX_VALUE);
    String input =
        IntStream.rangeClosed(1, LINES)
            .mapToObj(n -> "{\"n\":" + n + "}\n")
            .collect(Collectors.joining());

    Leat.Result result = Leat.at(proxy.url()).feed(input, "add", stream);

    assertThat(result.code()).as(result.err()).isEqualTo(5);
    Matcher line = Pattern.compile("^leat: line (\\d+): ").matcher(result.err());
    assertThat(line.find()).as(result.err()).isTrue();
    int firstUncertain = Integer.parseInt(line.group(1));
    StreamContent content = StreamContent.of(server, stream);
    // Lines before it are acknowledged and in the stream; of the others some may be, in order.
    assertThat(result.lines()).hasSize(firstUncertain - 1);
    assertThat(content.ids().subList(0, firstUncertain - 1)).isEqualTo(result.lines());
    assertThat(content.firstValues())
        .isEqualTo(numbers(content.ids().size()))
        .hasSizeBetween(firstUncertain - 1, LINES);
    assertThat(proxy.faults()).as("writes that met the fault").isEqualTo(1);
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }
}
