package dev.leat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The options that may stand before the command's name: those that several commands share. Whether
/// the command takes the ones that were given is found out when the command reads them.
@Command
final class SharedOptions {
  @Mixin final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final CommonOptions common = new CommonOptions();
  @Mixin final PrintingOptions printing = new PrintingOptions();
  @Mixin final SelectionOptions selection = new SelectionOptions();
  @Mixin final FilterOptions filters = new FilterOptions();
  @Mixin final Consent consent = new Consent();

  CommonOptions common() {
    return common;
  }
}
