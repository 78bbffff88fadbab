/** The method that was there before. */
export type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Puts `advice` around an asynchronous method of a class or a prototype, for it and for whatever inherits from it.
 * A subclass with overridden methods would do the same, but Sequelize's generic statics cannot be overridden with their types.
 */
export function around<Self extends object>(
  target: object,
  name: string,
  advice: (self: Self, call: Call, args: readonly unknown[]) => Promise<unknown>,
): void {
  const original = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
  Reflect.defineProperty(target, name, {
    configurable: true,
    writable: true,
    value: function (this: Self, ...args: unknown[]): Promise<unknown> {
      return advice(this, (...changed) => Reflect.apply(original, this, changed), args);
    },
  });
}
