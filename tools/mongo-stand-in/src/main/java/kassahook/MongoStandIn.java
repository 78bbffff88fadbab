package kassahook;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.*;
import de.bwaldvogel.mongo.backend.*;
import de.bwaldvogel.mongo.backend.h2.*;
import de.bwaldvogel.mongo.bson.*;
import de.bwaldvogel.mongo.exception.*;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.bson.*;
import io.netty.buffer.*;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.*;
import java.util.regex.*;
import java.util.stream.*;
import java.util.zip.CRC32;
import org.h2.mvstore.*;
import org.h2.mvstore.type.BasicDataType;

/**
 * A MongoDB stand-in: mongo-java-server on H2's MVStore. Arguments: port, data file.
 *
 * <p>A write is answered when the operating system has it, so a killed process loses nothing that was answered. Committing the store
 * for every write, which is the obvious way, serializes two pages of 16 KB per document: 1400 µs of CPU for an insert. Here the changes
 * of a command go to a journal file before the answer, many commands in one write, and the store is committed when the journal is full:
 * 70 µs. What is left of the journal is replayed at the start.
 */
public final class MongoStandIn extends H2Backend {
    /** What the server claims to be: MongoDB 4.4. It does what drivers use of that, but states 3.6, which they refuse. */
    private static final int WIRE_VERSION = 9;
    /** Larger: fewer pages written twice. Smaller: shorter pauses (0.1 to 0.4 s) and a shorter replay. */
    private static final int JOURNAL_LIMIT_BYTES = 16 << 20;
    /** Changed pages wait in memory, and are then written in one piece. */
    private static final int UNSAVED_LIMIT_BYTES = 64 << 20;
    private static final int COMPACT_BELOW_PERCENT = 40;
    private static final int PAGE_CACHE_MB = 64;
    /** Measured with 20 clients on 2 cores: 4 threads cost a third less CPU than 16, and as much as 2. */
    private static final int THREADS = 4;

    /** Writers of rows share it. A checkpoint, and whatever creates or drops collections, has it alone. */
    private final ReadWriteLock structure = new ReentrantReadWriteLock();
    private final Journal journal;

    private MongoStandIn(MVStore store, Journal journal) {
        super(store);
        this.journal = journal;
    }

    public static void main(String[] args) throws IOException {
        MVStore store = new MVStore.Builder().fileName(args[1]).cacheSize(PAGE_CACHE_MB)
            .autoCommitDisabled().autoCommitBufferSize(0) // both: the first alone still commits in the middle of a command
            .open();
        store.setRetentionTime(0); // old pages need not outlive a power failure, and a file of gigabytes is not wanted
        MongoServer server = new MongoServer(new MongoStandIn(store, new Journal(Path.of(args[1] + ".journal"), store)));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 1, THREADS);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        try {
            return dispatch(channel, database, command, query);
        } catch (MVStoreException error) {
            // After a failed write the store closes itself. What is only in memory cannot be kept, so nothing more may be answered.
            if (getMvStore().isClosed()) die(error);
            throw error;
        }
    }

    private Document dispatch(Channel channel, String database, String command, Document query) {
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "ismaster" -> super.handleCommand(channel, database, command, query).append("maxWireVersion", WIRE_VERSION);
            case "find", "getmore", "killcursors", "count", "distinct", "listcollections", "listindexes", "ping", "buildinfo",
                "endsessions" -> super.handleCommand(channel, database, command, query);
            case "aggregate" -> writesItsResult(query)
                ? changeStructure(channel, database, command, query)
                : super.handleCommand(channel, database, command, query);
            case "insert", "update", "delete", "findandmodify" -> {
                Document answer = writeRows(channel, database, command, query);
                if (isCheckpointDue()) checkpointAlone();
                yield answer != null ? answer : changeStructure(channel, database, command, query);
            }
            default -> changeStructure(channel, database, command, query);
        };
    }

    private static void die(Throwable error) {
        error.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private static boolean writesItsResult(Document query) {
        return query.get("pipeline") instanceof List<?> stages && stages.stream()
            .anyMatch(stage -> stage instanceof Document step && (step.containsKey("$out") || step.containsKey("$merge")));
    }

    /** @return null when the collection does not exist yet: creating it is a change of structure */
    private Document writeRows(Channel channel, String database, String command, Document query) {
        structure.readLock().lock();
        try {
            MongoCollection<?> rows = resolveDatabase(database).resolveCollection(String.valueOf(query.get(command)), false);
            if (rows == null) return null;
            Document answer;
            synchronized (rows) { // so that the journal has the writes of a collection in the order in which they were made
                try {
                    answer = super.handleCommand(channel, database, command, query);
                } finally {
                    journal.append();
                }
            }
            journal.force();
            return answer;
        } finally {
            structure.readLock().unlock();
        }
    }

    /** Runs a command between two commits: it happens wholly or not at all, and the journal never speaks of dropped maps. */
    private Document changeStructure(Channel channel, String database, String command, Document query) {
        structure.writeLock().lock();
        try {
            checkpoint();
            return super.handleCommand(channel, database, command, query);
        } finally {
            checkpoint();
            structure.writeLock().unlock();
        }
    }

    private void checkpointAlone() {
        structure.writeLock().lock();
        try {
            if (isCheckpointDue()) checkpoint();
        } finally {
            structure.writeLock().unlock();
        }
    }

    private boolean isCheckpointDue() {
        return journal.size >= JOURNAL_LIMIT_BYTES || getMvStore().getUnsavedMemory() >= UNSAVED_LIMIT_BYTES;
    }

    private void checkpoint() {
        if (isCheckpointDue()) getMvStore().compact(COMPACT_BELOW_PERCENT, JOURNAL_LIMIT_BYTES / 2);
        commit();
        journal.clear();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name);
    }

    private final class Database extends H2Database {
        /** False while the constructor of the library opens what is in the store. */
        private final boolean isOpened;

        Database(String name) {
            super(name, getMvStore(), getCursorRegistry());
            isOpened = true;
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            MVMap<Object, Object> rows = JournaledMap.open(getMvStore(), "databases." + getFullCollectionNamespace(name));
            return new Rows(this, name, options, rows, cursorRegistry);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
            String mapName = getFullCollectionNamespace(collection) + "._index_" + name; // the one that H2Database drops
            MVMap<Object, Object> entries = JournaledMap.open(getMvStore(), mapName);
            return name.equals("_id_") ? new IdIndex(keys, entries, isOpened) : new UniqueIndex(name, keys, sparse, entries, isOpened);
        }

        /** The library has no such indexes, but would read every document at each start to fill them. */
        @Override
        protected Index<Object> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new EmptyIndex<>(name, keys) {
                @Override public boolean isEmpty() { return false; }
            };
        }
    }

    /**
     * Documents as BSON bytes, decoded for each reader, so that no writer changes what another client reads. They lie in the order of
     * their arrival and not by id: random ids would touch as many pages as there are documents, and each page is written whole.
     */
    private static final class Rows extends AbstractSynchronizedMongoCollection<Object> {
        /** Where the rest of a document is of which only a part was decoded. No field is called so. */
        private static final String POSITION = "\0position";
        private final MVMap<Object, Object> rows;
        private long lastPosition;

        Rows(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Object> rows, CursorRegistry cursors) {
            super(database, name, options, cursors);
            this.rows = rows;
            this.lastPosition = rows.isEmpty() ? 0 : (Long) rows.lastKey();
        }

        /**
         * The library asks an index only for queries of its keys alone; `{_id, version}` would read the whole collection. And it compares
         * what the index found with the query once more, value by value: of 130 in a list each document is compared with 65.
         */
        @Override
        protected QueryResult queryDocuments(Document query, Document order, int skip, int limit, int batch, Document fields) {
            for (Index<Object> index : getIndexes()) {
                Document part = new Document();
                index.getKeys().forEach(key -> part.putIfNotNull(key.getKey(), query.get(key.getKey())));
                if (!part.isEmpty() && index.canHandle(part)) {
                    Document toCompare = part.size() == query.size() && isOfStrings(part) ? new Document() : query;
                    return matchDocuments(toCompare, index.getPositions(part), order, skip, limit, batch, fields);
                }
            }
            return matchDocuments(query, order, skip, limit, batch, fields);
        }

        /** One field that equals a string, or one of a list of strings: what a unique index finds for it is the answer. */
        private static boolean isOfStrings(Document query) {
            if (query.size() != 1) return false;
            Object wanted = query.values().iterator().next();
            if (wanted instanceof Document operators) {
                return operators.size() == 1 && operators.get("$in") instanceof Collection<?> values
                    && values.stream().allMatch(String.class::isInstance);
            }
            return wanted instanceof String;
        }

        /**
         * Removing whole fields from documents that an index finds, without the library's way: it copies each document twice, wholly, and
         * compares it with the query three times. 70 µs for a receipt and its outbox, now 25.
         */
        @Override
        public synchronized Document updateDocuments(Document query, Document update, ArrayFilters filters, boolean isMulti,
            boolean isUpsert, Oplog oplog) {
            Index<Object> index = isMulti && !isUpsert && isOfStrings(query) && removesFields(update)
                ? getIndexes().stream().filter(one -> one.canHandle(query)).findFirst().orElse(null) : null;
            if (index == null) return super.updateDocuments(query, update, filters, isMulti, isUpsert, oplog);
            Set<Object> positions = new LinkedHashSet<>();
            index.getPositions(query).forEach(positions::add);
            int modified = 0;
            for (Object position : positions) {
                Document before = getDocument(position);
                Document after = new Document(before);
                if (!after.keySet().removeAll(((Document) update.get("$unset")).keySet())) continue;
                for (Index<Object> one : getIndexes()) one.checkUpdate(before, after, this);
                for (Index<Object> one : getIndexes()) one.updateInPlace(before, after, position, this);
                handleUpdate(position, before, after);
                modified++;
            }
            return new Document("n", positions.size()).append("nModified", modified);
        }

        private static boolean removesFields(Document update) {
            return update.size() == 1 && update.get("$unset") instanceof Document fields && !fields.isEmpty()
                && fields.keySet().stream().noneMatch(field -> field.equals("_id") || field.contains(".") || field.startsWith("$"));
        }

        /**
         * Without an index every document is looked at: of a page of a sorted list only in what is compared, and whole once it is on the page. And
         * from the end that the page is nearer to, so that few documents are better than those before them: 6,000 attempts 250 ms, now 80.
         */
        @Override
        protected QueryResult matchDocuments(Document query, Document order, int skip, int limit, int batch, Document fields) {
            Set<String> names = new HashSet<>();
            boolean isPage = limit > 0 && order != null && !order.isEmpty() && addNames(query, names) && addNames(order, names);
            Stream<Document> all = isPage ? partsOf(names, isNewestFirst(order)) : rows.values().stream().map(Bson::toDocument);
            return matchDocumentsFromStream(all, query, order, skip, limit, batch, fields);
        }

        private static boolean isNewestFirst(Document order) {
            return order.values().iterator().next() instanceof Number direction && direction.intValue() < 0;
        }

        private Stream<Document> partsOf(Set<String> names, boolean newestFirst) {
            var row = rows.cursor(null, null, newestFirst);
            Iterator<Document> parts = new Iterator<>() {
                @Override public boolean hasNext() { return row.hasNext(); }

                @Override
                public Document next() {
                    Object position = row.next();
                    return Bson.partOf((byte[]) row.getValue(), names).append(POSITION, position);
                }
            };
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(parts, Spliterator.ORDERED), false);
        }

        /** Adds the fields that a query or an order names. @return false when it may look at others */
        private static boolean addNames(Document part, Set<String> names) {
            return part.entrySet().stream().allMatch(one -> switch (one.getKey()) {
                case "$and", "$or", "$nor" -> one.getValue() instanceof Collection<?> branches
                    && branches.stream().allMatch(branch -> branch instanceof Document query && addNames(query, names));
                default -> !one.getKey().startsWith("$") && (names.add(one.getKey().split("\\.", 2)[0]) || true);
            });
        }

        private Document whole(Document found) {
            return found.containsKey(POSITION) ? getDocument(found.get(POSITION)) : found;
        }

        /** A page of a sorted list: only the best are kept. The library sorts all that match: 90 s for 240,000 in this heap, now 2 s. */
        @Override
        protected QueryResult matchDocumentsFromStream(Document query, Stream<Document> all, int skip, int limit, int batch,
            Comparator<Document> order, Document fields) {
            if (order == null || limit <= 0) return super.matchDocumentsFromStream(query, all, skip, limit, batch, order, fields);
            Comparator<Found> firstFirst = Comparator.comparing(Found::document, order).thenComparing(Found::number);
            PriorityQueue<Found> best = new PriorityQueue<>(firstFirst.reversed());
            AtomicLong number = new AtomicLong();
            all.filter(document -> documentMatchesQuery(document, query)).forEach(document -> {
                if (best.size() == skip + limit) {
                    if (order.compare(document, best.peek().document()) >= 0) return;
                    best.poll();
                }
                best.add(new Found(document, number.incrementAndGet()));
            });
            Stream<Document> page = best.stream().sorted(firstFirst).map(Found::document).map(this::whole);
            return super.matchDocumentsFromStream(query, page, skip, limit, batch, null, fields);
        }

        private record Found(Document document, long number) {}

        @Override
        protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
            return rows.entrySet().stream().map(row -> new DocumentWithPosition<>(Bson.toDocument(row.getValue()), row.getKey()));
        }

        /** A refused index leaves the entries of the documents before the offending one. */
        @Override
        public void addIndex(Index<Object> index) {
            try {
                super.addIndex(index);
            } catch (IndexBuildFailedException error) {
                if (index instanceof UniqueIndex unique) unique.entries.clear();
                throw error;
            }
        }

        @Override
        protected Object addDocumentInternal(Document document) {
            rows.put(++lastPosition, Bson.toBytes(document));
            return lastPosition;
        }

        @Override
        protected void handleUpdate(Object position, Document before, Document after) {
            rows.put(position, Bson.toBytes(after));
        }

        @Override protected void removeDocument(Object position) { rows.remove(position); }
        @Override protected Document getDocument(Object position) { return Bson.toDocument(rows.get(position)); }
        @Override public int count() { return rows.size(); }
        @Override public boolean isEmpty() { return rows.isEmpty(); }

        /** Nobody asks for sizes, and to know them the library encodes every document once more. */
        @Override protected boolean tracksDataSize() { return false; }
        @Override protected int getDataSize() { return 0; }
        @Override protected void updateDataSize(int delta) {}
    }

    /** From keys to positions. */
    private static class UniqueIndex extends AbstractUniqueIndex<Object> {
        /** Letters, digits and what means nothing in a pattern, or an escaped sign. */
        private static final Pattern LITERAL_PREFIX = Pattern.compile("\\^((?:[\\w:-]|\\\\[^\\w\\\\])+)");
        private final MVMap<Object, Object> entries;
        private final boolean isNew;

        UniqueIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<Object, Object> entries, boolean isNew) {
            super(name, keys, sparse);
            this.entries = entries;
            this.isNew = isNew;
        }

        /** A key of one value is stored as that value; but null, which a map cannot hold, stays in its key. */
        private static Object entryOf(KeyValue key) {
            return key.size() > 1 || key.get(0) == null ? key : key.get(0);
        }

        @Override
        protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
            return () -> entries.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey() instanceof KeyValue key ? key : new KeyValue(entry.getKey()), entry.getValue()))
                .iterator();
        }

        /** The library compares a pattern with every entry. What begins with a text lies together here: of 6,000 entries 3 ms, now 0.1. */
        @Override
        public synchronized Iterable<Object> getPositions(Document query) {
            String prefix = query.size() == 1 ? prefixOf(query.values().iterator().next()) : null;
            if (prefix == null) return super.getPositions(query);
            List<Object> positions = new ArrayList<>();
            for (var entry = entries.cursor(prefix); entry.hasNext(); ) {
                if (!(entry.next() instanceof String key) || !key.startsWith(prefix)) break;
                positions.add(entry.getValue());
            }
            return positions;
        }

        /** The text that a pattern wants values to begin with, and nothing else; null for any other condition. */
        private static String prefixOf(Object wanted) {
            if (!BsonRegularExpression.isRegularExpression(wanted)) return null;
            BsonRegularExpression pattern = BsonRegularExpression.convertToRegularExpression(wanted);
            if (pattern.getOptions() != null && !pattern.getOptions().isEmpty()) return null;
            Matcher literal = LITERAL_PREFIX.matcher(pattern.getPattern());
            return literal.matches() ? literal.group(1).replace("\\", "") : null;
        }

        @Override protected Object getPosition(KeyValue key) { return entries.get(entryOf(key)); }
        @Override protected Object removeDocument(KeyValue key) { return entries.remove(entryOf(key)); }
        @Override protected boolean putKeyPosition(KeyValue key, Object position) { return entries.putIfAbsent(entryOf(key), position) == null; }
        @Override public long getCount() { return entries.sizeAsLong(); }
        @Override public long getDataSize() { return 0; }

        /** Asked before an index is filled from all documents: a sparse one from the store may rightly have no entry. */
        @Override public boolean isEmpty() { return isNew && entries.isEmpty(); }
    }

    /** The library looks for a key twice before it adds it, through lists and sets. Ids are one value, always there, and never change. */
    private static final class IdIndex extends UniqueIndex {
        IdIndex(List<IndexKey> keys, MVMap<Object, Object> entries, boolean isNew) {
            super("_id_", keys, false, entries, isNew);
        }

        private static KeyValue keyOf(Document document) {
            return new KeyValue(document.get("_id")).normalized();
        }

        @Override
        public void checkAdd(Document document, MongoCollection<Object> collection) {
            if (getPosition(document) != null) throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get("_id")));
        }

        @Override public void add(Document document, Object position, MongoCollection<Object> rows) { putKeyPosition(keyOf(document), position); }
        @Override public Object getPosition(Document document) { return getPosition(keyOf(document)); }
        @Override public Object remove(Document document) { return removeDocument(keyOf(document)); }
        @Override public void checkUpdate(Document before, Document after, MongoCollection<Object> rows) {}
        @Override public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> rows) {}
    }

    /** A map of the store whose changes are recorded in the journal. */
    private static final class JournaledMap extends MVMap<Object, Object> {
        private final byte[] name;

        private JournaledMap(String name, Map<String, Object> config) {
            super(config, Bson.TYPE, Bson.TYPE);
            this.name = name.getBytes(UTF_8);
        }

        static JournaledMap open(MVStore store, String name) {
            return store.openMap(name, new BasicBuilder<JournaledMap, Object, Object>() {
                @Override
                protected JournaledMap create(Map<String, Object> config) {
                    return new JournaledMap(name, config);
                }
            });
        }

        /** Every put, putIfAbsent and remove comes through here; compaction too, which changes nothing. */
        @Override
        public Object operate(Object key, Object value, DecisionMaker<? super Object> decision) {
            Object before = super.operate(key, value, decision);
            boolean isPut = value != null && (before == null || decision == DecisionMaker.PUT);
            boolean isRemove = before != null && decision == DecisionMaker.REMOVE;
            if (isPut || isRemove) Journal.record(name, key, value);
            return before;
        }
    }

    /** The changes since the last checkpoint. One entry per command (length, checksum, changes), so it is replayed wholly or not. */
    private static final class Journal {
        private static final ThreadLocal<ByteBuf> COMMAND = ThreadLocal.withInitial(() -> Unpooled.buffer(4096));
        private static final int KEPT_BUFFER_BYTES = 4 << 20;
        private final FileChannel file;
        private final Object fileLock = new Object();
        private ByteBuf waiting = Unpooled.buffer(1 << 16);
        private ByteBuf spare = Unpooled.buffer(1 << 16);
        private long appended;
        private long forced;
        private volatile long size;

        Journal(Path path, MVStore store) throws IOException {
            if (Files.exists(path)) replay(Unpooled.wrappedBuffer(Files.readAllBytes(path)), store);
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        }

        /** A last entry that is cut short was never answered. Changes that the store has already are made again, to no effect. */
        private static void replay(ByteBuf entries, MVStore store) {
            while (entries.readableBytes() >= 8) {
                int length = entries.readInt();
                int checksum = entries.readInt();
                if (length > entries.readableBytes() || checksum(entries.slice(entries.readerIndex(), length)) != checksum) break;
                for (ByteBuf entry = entries.readSlice(length); entry.isReadable(); ) {
                    JournaledMap map = JournaledMap.open(store, entry.readCharSequence(entry.readShort(), UTF_8).toString());
                    boolean isPut = entry.readBoolean();
                    Object key = Bson.decode(entry);
                    if (isPut) map.put(key, Bson.decode(entry));
                    else map.remove(key);
                }
                COMMAND.get().clear();
            }
            store.commit();
        }

        static void record(byte[] map, Object key, Object value) {
            ByteBuf out = COMMAND.get();
            out.writeShort(map.length).writeBytes(map).writeBoolean(value != null);
            Bson.encode(key, out);
            if (value != null) Bson.encode(value, out);
        }

        /** Ends a command: what this thread has recorded becomes one entry. */
        void append() {
            ByteBuf command = COMMAND.get();
            if (!command.isReadable()) return;
            synchronized (this) {
                waiting.writeInt(command.readableBytes()).writeInt(checksum(command)).writeBytes(command);
                appended++;
            }
            if (command.capacity() > KEPT_BUFFER_BYTES) COMMAND.remove();
            else command.clear();
        }

        /** Returns when all that was appended before is with the operating system. One write serves everybody who waits. */
        void force() {
            long wanted;
            synchronized (this) {
                wanted = appended;
            }
            synchronized (fileLock) {
                if (forced >= wanted) return;
                ByteBuf full;
                synchronized (this) {
                    full = waiting;
                    waiting = spare;
                    wanted = appended;
                }
                orDie(() -> {
                    ByteBuffer bytes = full.nioBuffer();
                    while (bytes.hasRemaining()) size += file.write(bytes, size);
                });
                spare = full.capacity() > KEPT_BUFFER_BYTES ? Unpooled.buffer(1 << 16) : full.clear();
                forced = wanted;
            }
        }

        /** The store has been committed; nobody writes meanwhile. */
        void clear() {
            COMMAND.get().clear();
            waiting.clear();
            forced = appended;
            size = 0;
            orDie(() -> file.truncate(0));
        }

        private static int checksum(ByteBuf bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes.nioBuffer());
            return (int) crc.getValue();
        }

        private interface FileWork {
            void run() throws IOException;
        }

        private static void orDie(FileWork work) {
            try {
                work.run();
            } catch (IOException error) {
                die(error);
            }
        }
    }

    /** Keys and values in pages and journal: a type byte, then BSON. The store's own way is Java serialization, ten times slower. */
    private static final class Bson extends BasicDataType<Object> {
        static final Bson TYPE = new Bson();
        private static final ThreadLocal<ByteBuf> SCRATCH = ThreadLocal.withInitial(() -> Unpooled.buffer(4096));
        /** Two types beside BSON's own, which end at 0x13 and begin again at 0x7f. */
        private static final byte KEY = 0x60;
        private static final byte DOCUMENT = 0x61;

        static byte[] toBytes(Document document) {
            ByteBuf out = SCRATCH.get().clear();
            BsonEncoder.encodeDocument(document, out);
            byte[] bytes = new byte[out.readableBytes()];
            out.readBytes(bytes);
            return bytes;
        }

        static Document toDocument(Object bytes) {
            return BsonDecoder.decodeBson(Unpooled.wrappedBuffer((byte[]) bytes));
        }

        /** These fields of a document; the others are passed over by their lengths. */
        static Document partOf(byte[] bytes, Set<String> names) {
            ByteBuf in = Unpooled.wrappedBuffer(bytes).skipBytes(4);
            Document part = new Document();
            for (byte type = in.readByte(); type != 0; type = in.readByte()) {
                String name = in.readCharSequence(in.bytesBefore((byte) 0), UTF_8).toString();
                in.skipBytes(1);
                if (names.contains(name)) part.put(name, BsonDecoder.decodeValue(type, in));
                else passOver(type, in);
            }
            return part;
        }

        /** The sizes of BSON's types: those that are not here are decoded, and forgotten. */
        private static void passOver(byte type, ByteBuf in) {
            switch (type) {
                case 0x01, 0x09, 0x11, 0x12 -> in.skipBytes(8);
                case 0x02 -> in.skipBytes(in.readIntLE());
                case 0x03, 0x04 -> in.skipBytes(in.readIntLE() - 4);
                case 0x08 -> in.skipBytes(1);
                case 0x0a -> {}
                case 0x10 -> in.skipBytes(4);
                default -> BsonDecoder.decodeValue(type, in);
            }
        }

        static void encode(Object value, ByteBuf out) {
            if (value instanceof KeyValue key) {
                out.writeByte(KEY).writeByte(key.size());
                for (Object part : key) encode(part, out);
            } else if (value instanceof byte[] document) {
                out.writeByte(DOCUMENT).writeInt(document.length).writeBytes(document);
            } else {
                byte type = BsonEncoder.determineType(value);
                out.writeByte(type);
                BsonEncoder.encodeValue(type, value, out);
            }
        }

        static Object decode(ByteBuf in) {
            byte type = in.readByte();
            if (type == KEY) {
                Object[] parts = new Object[in.readByte()];
                for (int i = 0; i < parts.length; i++) parts[i] = decode(in);
                return new KeyValue(parts);
            }
            if (type != DOCUMENT) return BsonDecoder.decodeValue(type, in);
            byte[] document = new byte[in.readInt()];
            in.readBytes(document);
            return document;
        }

        @Override
        public void write(WriteBuffer out, Object value) {
            ByteBuf bytes = SCRATCH.get().clear();
            encode(value, bytes);
            out.put(bytes.nioBuffer());
        }

        @Override
        public Object read(ByteBuffer in) {
            ByteBuf bytes = Unpooled.wrappedBuffer(in);
            Object value = decode(bytes);
            in.position(in.position() + bytes.readerIndex());
            return value;
        }

        /** Strings nearly always. For other types any order will do, so long as it is one. */
        @Override
        public int compare(Object a, Object b) {
            if (a instanceof String x && b instanceof String y) return x.compareTo(y);
            if (a instanceof Long x && b instanceof Long y) return x.compareTo(y);
            if (a instanceof KeyValue x && b instanceof KeyValue y && x.size() == y.size()) {
                int order = 0;
                for (int i = 0; i < x.size() && order == 0; i++) order = compare(x.get(i), y.get(i));
                return order;
            }
            ByteBuf x = Unpooled.buffer();
            ByteBuf y = Unpooled.buffer();
            encode(a, x);
            encode(b, y);
            return x.compareTo(y);
        }

        /** An estimate, for the page cache and the splitting of pages. */
        @Override public int getMemory(Object value) { return value instanceof byte[] document ? document.length + 24 : value instanceof Long ? 24 : 100; }
        @Override public Object[] createStorage(int size) { return new Object[size]; }
    }
}
