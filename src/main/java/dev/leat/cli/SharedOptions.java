package dev.leat.cli;

/// The options that may stand before the command's name: those that several commands share. Whether
/// the command takes the ones that were given is found out when the command reads them.
final class SharedOptions {
  private final ConnectionOptions connection = new ConnectionOptions();
  private final PrintingOptions printing = new PrintingOptions();
  private final SelectionOptions selection = new SelectionOptions();
  private final FilterOptions filters = new FilterOptions();
  private final Consent consent = new Consent();

  void declare(Options options) {
    connection.declare(options);
    printing.declare(options);
    selection.declare(options);
    filters.declare(options);
    consent.declare(options);
  }
}
