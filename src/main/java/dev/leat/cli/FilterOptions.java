package dev.leat.cli;

import dev.leat.core.Filter;
import dev.leat.core.Filters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which of the entries that were read are let through; all filters must agree.
final class FilterOptions {
  @Option(names = "--type", paramLabel = "A,B", description = "The field type is A or B.")
  private @Nullable String types;

  @Option(names = "--topic", paramLabel = "GLOB", description = "The field topic matches GLOB.")
  private @Nullable String topic;

  @Option(
      names = "--topic-regex",
      paramLabel = "RE",
      description = "The field topic has a match of RE.")
  private @Nullable String topicRegex;

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description = "A field has this value; also FIELD!=VALUE and FIELD~RE. Repeatable.")
  private List<String> conditions = new ArrayList<>();

  @Option(names = "--grep", paramLabel = "RE", description = "The value of any field has a match.")
  private @Nullable String grep;

  Filter filter() {
    List<Filter> filters = new ArrayList<>();
    if (types != null) {
      filters.add(Filters.types(List.of(types.split(",", -1))));
    }
    if (topic != null) {
      filters.add(Filters.topicGlob(topic));
    }
    if (topicRegex != null) {
      filters.add(Filters.topicRegex(topicRegex));
    }
    for (String condition : conditions) {
      filters.add(Filters.where(condition));
    }
    if (grep != null) {
      filters.add(Filters.grep(grep));
    }
    return filters.stream().reduce(Filter::and).orElse(Filter.ALL);
  }
}
