// Judges files with veraPDF: of each file and flavour one line of JSON with the rules that failed.

import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class VeraPdf {
  static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (var file : files) for (var flavour : FLAVOURS) out.println(verdict(file, flavour));
  }

  static String verdict(String file, PDFAFlavour flavour) throws Exception {
    try (var bytes = new FileInputStream(file);
        var parser = Foundries.defaultInstance().createParser(bytes, flavour);
        var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      String failed = result.getTestAssertions().stream()
          .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
          .map(VeraPdf::rule)
          .collect(Collectors.joining(","));
      return String.format("{\"file\":%s,\"flavour\":%s,\"checks\":%d,\"isCompliant\":%b,\"failed\":[%s]}",
          text(file), text(flavour.getId()), result.getTotalAssertions(), result.isCompliant(), failed);
    }
  }

  static String rule(TestAssertion assertion) {
    var id = assertion.getRuleId();
    return text(id.getClause() + "-" + id.getTestNumber() + " " + assertion.getLocation().getContext()
        + " " + assertion.getMessage());
  }

  static String text(String plain) {
    var escaped = new StringBuilder("\"");
    for (char c : plain.toCharArray()) {
      if (c == '"' || c == '\\') escaped.append('\\');
      if (c < ' ') escaped.append(String.format("\\u%04x", (int) c));
      else escaped.append(c);
    }
    return escaped.append('"').toString();
  }
}
