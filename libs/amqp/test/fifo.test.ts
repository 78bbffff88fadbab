import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFifo } from '@kassahook/amqp/fifo';

describe('createFifo', () => {
  it('when anything is pushed and shifted in any order, then it behaves like an array', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer(), { nil: undefined })), (steps) => {
        const fifo = createFifo<number>();
        const model: number[] = [];
        for (const step of steps) {
          if (step === undefined) expect(fifo.shift()).toBe(model.shift());
          else {
            fifo.push(step);
            model.push(step);
          }
          expect(fifo.size()).toBe(model.length);
          expect(fifo.peek()).toBe(model[0]);
        }
      }),
    );
  });
});
