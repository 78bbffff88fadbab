/** The method that was there before. */
export type Call = (...args: unknown[]) => Promise<unknown>;

/** What happens instead: may call the method, with other arguments too, or throw. */
export type Advice<Self> = (self: Self, call: Call, args: readonly unknown[]) => unknown;

/**
 * Puts `advice` around an asynchronous method of a class or a prototype, for it and for whatever inherits from it.
 * A subclass with overridden methods would do the same, but Sequelize's generic statics cannot be overridden with their types.
 */
export function around<Self>(target: object, name: string, advice: Advice<Self>): void {
  const original = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
  Reflect.defineProperty(target, name, {
    configurable: true,
    writable: true,
    value: async function (this: Self, ...args: unknown[]): Promise<unknown> {
      const call: Call = (...changed) => Reflect.apply(original, this, changed);
      return await advice(this, call, args);
    },
  });
}
