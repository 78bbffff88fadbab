import { z } from 'zod';
import { list, url, whole } from './settingForms.js';

/** The settings of the virtual register and of the demo receiver. */
export const DEMO_SETTINGS = {
  API_URL: url('http', 'https').describe('where the API is (for clients such as the register)'),
  REGISTER_DEVICE_TOKENS: list.default([]).describe('device tokens of the virtual registers'),
  REGISTER_RECEIPTS_PER_MINUTE: z.coerce
    .number()
    .min(0.01)
    .max(60_000)
    .default(12)
    .describe('receipts a minute over all registers'),
  REGISTER_COUNT_MAX: whole(0, 100_000_000)
    .default(0)
    .describe('receipts after which the register stops; 0 = never'),
  REGISTER_RHYTHM: z
    .enum(['daily', 'flat'])
    .default('daily')
    .describe('whether the register’s rate follows the hour of the day'),
  REGISTER_STATE_FILE: z
    .string()
    .default('register-state.json')
    .describe('where the register remembers its last document; one file per device beside it'),
  REGISTER_SEED: whole(0, 2_147_483_647)
    .default(1)
    .describe('seed of the shop floor’s chance: the same seed sells the same goods'),
  REGISTER_PRINT_MIN_MS: whole(0, 600_000)
    .default(1_000)
    .describe('the shortest that a register prints a fiscal operation'),
  REGISTER_PRINT_MAX_MS: whole(0, 600_000)
    .default(3_000)
    .describe('the longest that a register prints a fiscal operation'),
  REGISTER_PAPER_OUT_RATE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.03)
    .describe('share of fiscal operations for which a register has no paper'),
  REGISTER_OFFLINE_RATE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.02)
    .describe('share of fiscal operations during which a register loses its connection'),
  REGISTER_OFFLINE_MS: whole(0, 3_600_000)
    .default(20_000)
    .describe('how long a register stays without its connection'),
  RECEIVER_PORT: whole(0, 65_535).default(8090).describe('port of the demo receiver'),
  RECEIVER_SECRETS: list.default([]).describe('secrets that the demo receiver accepts'),
} as const;
