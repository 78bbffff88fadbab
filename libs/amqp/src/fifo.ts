/** A line to wait in: first come, first served, in constant time however long it is (Array.shift is not). */
export interface Fifo<T> {
  size(): number;
  /** The one whose turn is next; it stays. */
  peek(): T | undefined;
  push(value: T): void;
  /** Takes the one whose turn is next. */
  shift(): T | undefined;
}

interface Node<T> {
  readonly value: T;
  next: Node<T> | null;
}

export function createFifo<T>(): Fifo<T> {
  let head: Node<T> | null = null;
  let tail: Node<T> | null = null;
  let size = 0;
  return {
    size: () => size,
    peek: () => head?.value,
    push(value) {
      const node: Node<T> = { value, next: null };
      if (tail === null) head = node;
      else tail.next = node;
      tail = node;
      size += 1;
    },
    shift() {
      if (head === null) return undefined;
      const { value } = head;
      head = head.next;
      if (head === null) tail = null;
      size -= 1;
      return value;
    },
  };
}
