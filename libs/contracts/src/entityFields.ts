import { z } from 'zod';

/*
 * Fields that bodies of the cabinet's entities share. Generous: numbers of documents may come as numbers or as text, an empty text
 * is as good as none, and null for a field that has a default is as good as absent.
 */

export const INT32_MAX = 2_147_483_647;

/** The id of a shop, a department, a device or a cashier. */
export const serialId = z.int().min(1).max(INT32_MAX);
/** A place in a list, which the owner chooses. */
export const sortPlace = z.int().min(-INT32_MAX).max(INT32_MAX);
/** A name that must say something. */
export const nameText = z.string().min(1).max(256);

/** Text; a number is taken as its digits. */
export const textOrNumber = (max: number) =>
  z
    .union([z.string(), z.int()], { error: 'must be a text' })
    .transform(String)
    .refine((value) => value.length <= max, { message: `must have at most ${max} characters` });

/** A text that may be missing: null and the empty text mean that there is none. */
export const optionalText = (max: number) => orNull(z.string().max(max));

/** The same, where clients also send codes as numbers. */
export const optionalTextOrNumber = (max: number) => orNull(textOrNumber(max));

function orNull(text: z.ZodType<string>) {
  return text.nullish().transform((value) => (value === '' ? null : value));
}

/** A field that may be left out; null is as good as absent. */
export const orDefault = <Field extends z.ZodType>(field: Field) =>
  field.nullish().transform((value) => value ?? undefined);

/** The digits of a tax number or the like, text or number, at least one of them. */
export const requiredTextOrNumber = (max: number) =>
  textOrNumber(max).refine((value) => value.length > 0, { message: 'must not be empty' });
