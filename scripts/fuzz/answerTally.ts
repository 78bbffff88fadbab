const FAULTS_SHOWN = 40;

/** What the API's log told of its answers. */
export interface AnswerTally {
  /** Takes a line of the log. */
  read(line: string): void;
  faults(): readonly string[];
  /** For people: how many answers of which kind, the routes that never succeeded, and the faults. */
  report(): string[];
}

interface LogLine {
  msg: string;
  method?: string;
  route?: string;
  status?: number;
}

/** Counts the API's answers: a run in which nothing but refusals came back has tried little, and says so. */
export function createAnswerTally(): AnswerTally {
  const faults: string[] = [];
  const byClass = new Map<string, number>();
  const succeeded = new Map<string, number>();

  return {
    read(line) {
      const { msg, method = '', route = '', status = 0 } = JSON.parse(line) as LogLine;
      if (msg === 'http.failed') faults.push(line.trim());
      if (msg !== 'http.request') return;
      const kind = `${Math.floor(status / 100)}xx`;
      byClass.set(kind, (byClass.get(kind) ?? 0) + 1);
      if (route === 'none') return;
      const name = `${method} ${route}`;
      succeeded.set(name, (succeeded.get(name) ?? 0) + (status < 300 ? 1 : 0));
    },
    faults: () => faults,
    report() {
      const counts = [...byClass].sort().map(([kind, count]) => `${kind}: ${count}`);
      const never = [...succeeded].filter(([, count]) => count === 0).map(([name]) => name);
      return [
        `answers ${counts.join(', ')}`,
        `never answered 2xx: ${never.join(', ') || 'none'}`,
        ...faults.slice(0, FAULTS_SHOWN),
        `${faults.length} answers were our fault`,
      ];
    },
  };
}
