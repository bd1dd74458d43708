package dev.leat.cli;

import dev.leat.core.Filter;
import dev.leat.core.Filters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of the entries that were read are let through; all filters must agree.
final class FilterOptions {
  private @Nullable String types;

  private @Nullable String topic;

  private @Nullable String topicRegex;

  private List<String> conditions = new ArrayList<>();

  private @Nullable String grep;

  void declare(Options all) {
    Options options =
        all.group("Filters (all must hold; applied by leat, the server sends every entry):");
    options.value("--type", "A,B", "The field type is A or B.", text -> types = text);
    options.value("--topic", "GLOB", "The field topic matches GLOB.", text -> topic = text);
    options.value(
        "--topic-regex", "RE", "The field topic has a match of RE.", text -> topicRegex = text);
    options.value(
        "--where",
        "FIELD=VALUE",
        "A field has this value; also FIELD!=VALUE and FIELD~RE. Repeatable.",
        conditions::add);
    options.value("--grep", "RE", "The value of any field has a match.", text -> grep = text);
  }

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
