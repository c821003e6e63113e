import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import net.loomchild.segment.TextIterator;
import net.loomchild.segment.srx.*;
import net.loomchild.segment.srx.io.SrxAnyParser;
import net.loomchild.segment.srx.legacy.*;

/**
 * Cuts texts with SRX's reference implementation. Arguments: an SRX file, a language, an algorithm (ultimate, accurate or
 * fast) and a file of texts, one a line. Prints each text's segments with "\t" between them.
 */
public class Reference {
    public static void main(String[] arguments) throws Exception {
        String srx = Files.readString(Paths.get(arguments[0]), StandardCharsets.UTF_8);
        SrxDocument document = new SrxAnyParser().parse(new StringReader(srx));
        StringBuilder out = new StringBuilder();
        for (String text : Files.readAllLines(Paths.get(arguments[3]), StandardCharsets.UTF_8)) {
            List<String> segments = new ArrayList<>();
            for (TextIterator found = iterator(document, arguments[1], arguments[2], text); found.hasNext();) {
                segments.add(found.next());
            }
            out.append(String.join("\t", segments)).append("\n");
        }
        System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    static TextIterator iterator(SrxDocument document, String lang, String algorithm, String text) {
        switch (algorithm) {
            case "accurate": return new AccurateSrxTextIterator(document, lang, text);
            case "fast": return new FastTextIterator(document, lang, text);
            default: return new SrxTextIterator(document, lang, text);
        }
    }
}
