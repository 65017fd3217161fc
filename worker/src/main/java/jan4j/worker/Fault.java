package jan4j.worker;

import jan4j.llama.LlamaLibrary;
import java.util.List;

/// Real native aborts on demand, for the tests of what happens then: the system property
/// `jan4j.fault` is `abort@load`, `abort@prefill` or `abort@decode`.
final class Fault implements Stepper.Observer {
  private final String wanted;

  Fault(String wanted) {
    this.wanted = wanted;
  }

  static Fault ofSystemProperty() {
    return new Fault(System.getProperty("jan4j.fault", ""));
  }

  void atLoad() {
    abortIf("abort@load");
  }

  @Override
  public void beforeDecode(List<Stepper.Rows> rows, int nDecoding) {
    if (nDecoding < rows.size()) {
      abortIf("abort@prefill");
    }
    if (nDecoding > 0) {
      abortIf("abort@decode");
    }
  }

  private void abortIf(String place) {
    if (wanted.equals(place)) {
      LlamaLibrary.abort("fault injection " + place);
    }
  }
}
