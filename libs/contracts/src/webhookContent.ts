import { z } from 'zod';
import { filterProblems } from '@kassahook/domain/filterProblems';
import { serialId } from './entityFields.js';
import { ENTITY_VIEWS } from './entityViews.js';

/* Which events, by their content, a webhook hears. */

/** Registers or shops that one webhook may name. */
export const WEBHOOK_IDS_MAX = 100;

const KNOWN_FIELDS: ReadonlySet<string> = new Set(
  Object.values(ENTITY_VIEWS).flatMap((view) => Object.keys(view.shape)),
);

/** A filter over the entity's fields; the language is described in libs/domain/src/filter.ts and docs/webhook-options.md. */
export const webhookFilterSchema = z.record(z.string(), z.unknown()).superRefine((filter, context) => {
  for (const { path, message } of filterProblems(filter, KNOWN_FIELDS)) {
    context.addIssue({ code: 'custom', path, message });
  }
});

/** Ids of registers or shops, as a shorthand for a filter. */
export const webhookIdsSchema = z.array(serialId).min(1).max(WEBHOOK_IDS_MAX);
