import net from 'node:net';
import { createTestNamespace } from '@kassahook/testing/testServices';
import { createTcpProxy } from '@kassahook/testing/tcpProxy';
import { createMongo } from '@kassahook/mongo/mongo';
import { createSilentLogger } from '@kassahook/platform/logger';
import { setTimeout as delay } from 'node:timers/promises';
import { createRequire } from 'node:module';
const { Connection } = createRequire('/work/main/node_modules/mongoose/index.js')('mongodb/lib/cmap/connection.js');
const orig = Connection.prototype.writeCommand;
Connection.prototype.writeCommand = function (c: any, o: any) {
  const before = { destroyed: this.socket.destroyed, closed: this.socket.closed, ended: this.socket.writableEnded, rEnded: this.socket.readableEnded, connClosed: this.closed, id: this.id };
  let settled = false;
  const p = orig.call(this, c, o); p.then(() => (settled = true), () => (settled = true));
  setTimeout(() => { if (!settled) console.log('WRITE HANGS', JSON.stringify(before), { now: this.socket.closed, err: String(this.error) }); }, 6000).unref();
  return p;
};
const origCmd = Connection.prototype.command;
Connection.prototype.command = function (...a: any[]) { const id = this.id; let settled = false; const p = origCmd.apply(this, a); p.then(() => (settled = true), () => (settled = true)); setTimeout(() => { if (!settled) console.log('COMMAND HANGS', id, Object.keys(a[1])[0], { closed: this.closed, sockClosed: this.socket.closed, data: !!this.dataEvents }); }, 6500).unref(); return p; };
async function main() {
  const ns = await createTestNamespace(['mongo']);
  const u = new URL(ns.MONGO_URL);
  let dead = false; const socks = new Set<any>(); const target = Number(u.port);
  const server = net.createServer((c) => { const t = net.connect(dead ? 1 : target, '127.0.0.1'); const d = () => { c.destroy(); t.destroy(); socks.delete(d); }; socks.add(d); c.on('data', (b) => t.write(b)); t.on('data', (b) => c.write(b)); for (const x of [c, t]) { x.on('error', d); x.on('close', d); } });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  u.port = String((server.address() as any).port); u.searchParams.set('directConnection', 'true');
  const mongo = createMongo({ url: u.toString(), logger: createSilentLogger(), onCommitted: () => {} });
  await mongo.connect();
  const client: any = mongo.connection.getClient();
  let lastBeat = Date.now(); let beats = 0;
  for (const e of ['serverHeartbeatSucceeded', 'serverHeartbeatFailed']) client.on(e, () => { lastBeat = Date.now(); beats++; });
  const open = new Map<number, number>(); let done = 0, failed = 0, stop = false;
  const ws = Array.from({ length: 20 }, (_, n) => (async () => {
    while (!stop) { open.set(n, Date.now()); try { await mongo.db().collection('x').findOne({ _id: 'a' as any }); done++; } catch { failed++; await delay(5); } open.delete(n); }
  })());
  const t0 = Date.now();
  while (Date.now() - t0 < 80000) {
    dead = true; for (const d of [...socks]) d(); await delay(1500); dead = false; await delay(1500); 
    const stuck = [...open].filter(([, at]) => Date.now() - at > 20000).length;
    if (true) console.log(JSON.stringify({ done, failed, beats, sinceBeat: Date.now() - lastBeat, stuck, oldest: Math.max(0, ...[...open.values()].map((a) => Date.now() - a)) }));
  }
  stop = true; await delay(12000);
  console.log('end', { done, failed, sinceBeat: Date.now() - lastBeat, hanging: [...open.values()].map((a) => Date.now() - a) });
  const p = await Promise.race([mongo.ping().then(() => 'ok', (e) => String(e)), delay(20000).then(() => 'HANG')]);
  console.log('ping', p);
  process.exit(0);
}
void main();
