package kassahook;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Set;
import org.h2.mvstore.MVStore;

/** First form, to measure against: one commit after each write command. */
public final class MongoStandIn extends H2Backend {
    private static final Set<String> READS = Set.of("find", "getmore", "count", "distinct", "ping", "ismaster", "buildinfo",
        "endsessions", "killcursors", "listcollections", "listindexes");

    private MongoStandIn(MVStore store) { super(store); }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        Document answer = super.handleCommand(channel, databaseName, command, query);
        if (command.equalsIgnoreCase("ismaster")) answer.put("maxWireVersion", 9);
        if (!READS.contains(command.toLowerCase())) commit();
        return answer;
    }

    public static void main(String[] args) {
        MVStore store = new MVStore.Builder().fileName(args[1]).autoCommitDisabled().open();
        MongoServer server = new MongoServer(new MongoStandIn(store));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        server.bind("127.0.0.1", Integer.parseInt(args[0]));
    }
}
