import type mongoose from 'mongoose';

export interface HeartbeatWatchOptions {
  /** How long a heartbeat may take. The driver's own limits (to connect, and to answer) end one in 8 s. */
  limitMs: number;
  /** Called once: a heartbeat neither succeeded nor failed. */
  onHanging: () => void;
}

/**
 * Watches the driver's heartbeats. One that never ends (see callLimit.ts for how that comes about) leaves the driver without eyes: it asks
 * the server for a sign of life one after another, so it believes for ever that the server is down.
 * @returns the function that ends the watching
 */
export function watchHeartbeats(
  client: mongoose.mongo.MongoClient,
  { limitMs, onHanging }: HeartbeatWatchOptions,
): () => void {
  /** By address: a replica set's members are asked each on its own. */
  const timers = new Map<string, NodeJS.Timeout>();

  const end = ({ connectionId }: { connectionId: string }): void => {
    clearTimeout(timers.get(connectionId));
    timers.delete(connectionId);
  };
  const start = (event: { connectionId: string }): void => {
    end(event);
    const timer = setTimeout(() => {
      // Timers run before sockets are read: after a stall of our own the answer may lie there.
      setImmediate(() => {
        if (timers.get(event.connectionId) !== timer) return;
        stop();
        onHanging();
      });
    }, limitMs);
    timer.unref();
    timers.set(event.connectionId, timer);
  };
  const stop = (): void => {
    client.off('serverHeartbeatStarted', start);
    client.off('serverHeartbeatSucceeded', end);
    client.off('serverHeartbeatFailed', end);
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  };
  client.on('serverHeartbeatStarted', start);
  client.on('serverHeartbeatSucceeded', end);
  client.on('serverHeartbeatFailed', end);
  return stop;
}
