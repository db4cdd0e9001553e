// Judges PDF files by veraPDF itself: java -cp … VeraPdf.java PROFILE FILE …  (PROFILE: PDFUA-1, PDFA-2A …)
// The profile is read from the jar by name, since the jar's own directory of profiles does not list all of them.

import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(arguments[0]);
        int rejected = 0;
        for (int place = 1; place < arguments.length; place++) {
            rejected += judge(arguments[place], profile, arguments[0]) ? 0 : 1;
        }
        System.out.printf("%s: %d files, %d rejected%n", arguments[0], arguments.length - 1, rejected);
        System.exit(rejected > 0 ? 1 : 0);
    }

    private static ValidationProfile profile(String name) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream xml = VeraPdf.class.getClassLoader().getResourceAsStream(path)) {
            return Profiles.profileFromXml(xml);
        }
    }

    /** Prints each broken rule once, with how often it is broken; says whether there is none. */
    private static boolean judge(String file, ValidationProfile profile, String name) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile.getPDFAFlavour())) {
            ValidationResult result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            Map<String, Integer> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.merge(rule + " " + assertion.getMessage(), 1, Integer::sum);
                }
            }
            broken.forEach((rule, count) -> System.out.printf("%s: %s (%d times)%n", file, rule, count));
            System.out.printf("%s %s, %d checks%n", result.isCompliant() ? "pass" : "FAIL", file, result.getTotalAssertions());
            return result.isCompliant();
        } catch (Exception error) {
            System.out.printf("FAIL %s cannot be read: %s%n", file, error);
            return false;
        }
    }
}
