import type { ParseKeys } from 'i18next';
import type { Diagnosis } from './testDiagnosis.js';

/** What each outcome of a test means and what to do about it. */
export const DIAGNOSIS_WORDS: Readonly<Record<Diagnosis, ParseKeys<'webhooks'>>> = {
  delivered: 'diagnosis.delivered',
  signature: 'diagnosis.signature',
  notFound: 'diagnosis.notFound',
  method: 'diagnosis.method',
  contentType: 'diagnosis.contentType',
  tooLarge: 'diagnosis.tooLarge',
  malformed: 'diagnosis.malformed',
  redirect: 'diagnosis.redirect',
  gone: 'diagnosis.gone',
  rateLimited: 'diagnosis.rateLimited',
  clientError: 'diagnosis.clientError',
  serverError: 'diagnosis.serverError',
  timeout: 'diagnosis.timeout',
  dns: 'diagnosis.dns',
  refused: 'diagnosis.refused',
  reset: 'diagnosis.reset',
  unreachable: 'diagnosis.unreachable',
  tls: 'diagnosis.tls',
  answerTooLarge: 'diagnosis.answerTooLarge',
  notHttp: 'diagnosis.notHttp',
  blocked: 'diagnosis.blocked',
  unknown: 'diagnosis.unknown',
};
