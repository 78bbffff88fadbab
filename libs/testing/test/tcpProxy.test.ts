import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTcpProxy, type TcpProxy } from '@kassahook/testing/tcpProxy';
import { waitFor } from '@kassahook/testing/waitFor';

let target: Server;
let proxy: TcpProxy;
let arrived: string;
let clients: Socket[];

beforeEach(async () => {
  arrived = '';
  clients = [];
  target = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      arrived += bytes.toString();
      socket.write(`echo ${bytes.toString()}`);
    });
  });
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  proxy = await createTcpProxy({ targetPort: (target.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await proxy.close();
  target.close();
  await once(target, 'close');
});

function open() {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  const heard = { text: '', isClosed: false };
  socket.on('data', (bytes) => {
    heard.text += bytes.toString();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    heard.isClosed = true;
  });
  return { socket, heard };
}

describe('createTcpProxy', () => {
  it('when bytes come from either side, then they pass', async () => {
    const { socket, heard } = open();
    socket.write('hello');
    await waitFor(() => heard.text === 'echo hello');
    expect(proxy.connections).toBe(1);
  });

  it('when it is cut while bytes flow, then half of them pass and both sides are closed', async () => {
    const { socket, heard } = open();
    socket.write('first');
    await waitFor(() => heard.text === 'echo first');
    const cut = proxy.cut();
    socket.write('0123456789');
    await cut;
    await waitFor(() => heard.isClosed);
    expect(arrived).toBe('first01234');
    expect(proxy.connections).toBe(0);
  });

  it('when it is cut while nothing flows, then it does not wait for bytes', async () => {
    const { heard } = open();
    await waitFor(() => proxy.connections === 1);
    await proxy.cut();
    await waitFor(() => heard.isClosed);
  });

  it('when it is paused, then nothing passes, on new connections neither, until it is resumed', async () => {
    const old = open();
    old.socket.write('a');
    await waitFor(() => old.heard.text === 'echo a');
    proxy.pause();
    const young = open();
    old.socket.write('b');
    young.socket.write('c');
    await waitFor(() => proxy.connections === 2);
    expect(arrived).toBe('a');
    proxy.resume();
    await waitFor(() => old.heard.text === 'echo aecho b' && young.heard.text === 'echo c');
  });

  it('when it refuses, then new connections fail and open ones go on; when it accepts, then on the same port', async () => {
    const old = open();
    await waitFor(() => proxy.connections === 1);
    proxy.refuse();
    const refused = open();
    await waitFor(() => refused.heard.isClosed);
    old.socket.write('still');
    await waitFor(() => old.heard.text === 'echo still');
    await proxy.accept();
    const young = open();
    young.socket.write('again');
    await waitFor(() => young.heard.text === 'echo again');
  });
});
