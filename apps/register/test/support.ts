import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  closeShiftBody,
  deviceEncashmentBody,
  deviceReceiptBody,
  openShiftBody,
} from '@kassahook/contracts/device';
import {
  acceptOperationBody,
  completeOperationBody,
  failOperationBody,
} from '@kassahook/contracts/fiscalOperation';

const NEXT_OPERATION = '/api/device/operations/next';

export interface ReceivedDocument {
  token: string;
  path: string;
  body: Record<string, unknown>;
}

/** What the server does with the next request: whether it takes the document, and how it answers. */
export type Behaviour =
  'answer' | 'takeAndCut' | 'takeAnd500' | 'cut' | '503' | '401' | '409' | 'takeAndHang';

const SCHEMAS: readonly [RegExp, { safeParse: (body: unknown) => { success: boolean } }][] = [
  [/^\/api\/device\/shifts$/, openShiftBody],
  [/^\/api\/device\/shifts\/\d+\/close$/, closeShiftBody],
  [/^\/api\/device\/receipts$/, deviceReceiptBody],
  [/^\/api\/device\/encashments$/, deviceEncashmentBody],
  [/\/accept$/, acceptOperationBody],
  [/\/complete$/, completeOperationBody],
  [/\/fail$/, failOperationBody],
];

/**
 * A real HTTP server that plays the device API's endpoints for what a healthy API will not do on demand: lose answers. It recognises
 * repeats by shift and number, as the API does.
 */
export async function startDeviceApi(behave: (request: ReceivedDocument) => Behaviour = () => 'answer') {
  const taken = new Map<string, ReceivedDocument>();
  const operations: object[] = [];
  let waiting: ServerResponse[] = [];

  /** Hands out the next operation, or lets the register wait until there is one. */
  function handOut(response: ServerResponse): void {
    const operation = operations.shift();
    if (operation) response.writeHead(200).end(JSON.stringify(operation));
    else waiting.push(response);
  }

  const requests: ReceivedDocument[] = [];
  const invalid: ReceivedDocument[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const document: ReceivedDocument = {
      token: request.headers.authorization ?? '',
      path: request.url ?? '',
      body: JSON.parse(text) as Record<string, unknown>,
    };
    if (document.path === NEXT_OPERATION) {
      handOut(response);
      return;
    }
    requests.push(document);
    const schema = SCHEMAS.find(([path]) => path.test(document.path))?.[1];
    if (!schema?.safeParse(document.body).success) invalid.push(document);
    const behaviour = behave(document);
    if (behaviour === 'cut') return void request.socket.destroy();
    if (behaviour === '503' || behaviour === '401' || behaviour === '409') {
      const status = Number(behaviour);
      response.writeHead(status).end(JSON.stringify({ status, code: 'TEST', message: 'as the test wants' }));
      return;
    }
    const key = keyOf(document);
    const isRepeat = taken.has(key);
    if (!isRepeat) taken.set(key, document);
    if (behaviour === 'takeAndHang') return;
    if (behaviour === 'takeAndCut') return void request.socket.destroy();
    if (behaviour === 'takeAnd500') return void response.writeHead(500).end('{}');
    response.writeHead(isRepeat ? 200 : 201).end(JSON.stringify(taken.get(key)?.body));
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    invalid,
    /** Gives an operation to a register that asks. */
    queue(operation: object): void {
      operations.push(operation);
      const registers = waiting.filter(({ destroyed }) => !destroyed);
      waiting = [];
      for (const response of registers) handOut(response);
    },
    /** Each document once, in the order of arrival. */
    documents: (path?: RegExp) => [...taken.values()].filter((document) => path?.test(document.path) ?? true),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function keyOf({ token, path, body }: ReceivedDocument): string {
  return JSON.stringify([token, path, body['shiftId'], body['number']]);
}
