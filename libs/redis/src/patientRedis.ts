import { Redis, type Command } from 'ioredis';

/** What ioredis rejects a command with whose time is over. */
const TIMED_OUT = 'Command timed out';

/**
 * A client that does not take a stall of its own process for a silent server. Timers run before sockets are read: after a stall that is longer
 * than `commandTimeout`, ioredis gives up commands whose answers have long arrived. This one reads what has arrived first.
 */
export class PatientRedis extends Redis {
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    const { reject } = command;
    command.reject = (error) => {
      if (error.message !== TIMED_OUT) return reject(error);
      setImmediate(() => {
        if (!command.isResolved) reject(error);
      });
    };
    return super.sendCommand(command, stream);
  }
}
