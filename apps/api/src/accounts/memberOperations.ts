import { z } from 'zod';
import {
  createdInvitationView,
  invitationAcceptBody,
  invitationCreateBody,
  invitationPreview,
  invitationTokenBody,
  invitationView,
  memberPatchBody,
  memberView,
} from '@kassahook/contracts/member';
import { identityView } from '@kassahook/contracts/session';
import { pageQuery } from '@kassahook/contracts/page';
import type { OperationSpec } from '../http/operationSpec.js';
import { identityExample, OUR_PAGES_ONLY } from './sessionOperations.js';

const tag = 'Members';
const TOTAL = { 'X-Total-Count': 'how many items the whole list has' } as const;

const memberExample = {
  id: 8,
  name: 'Борис Орлов',
  email: 'boris@example.com',
  role: 'administrator',
  createdAt: '2026-11-20T08:00:00.000Z',
};
const invitationExample = {
  id: '0199c3f2-7c11-7b3a-9a51-3f1f6a5f0c12',
  email: 'boris@example.com',
  role: 'administrator',
  createdAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-11-27T08:00:00.000Z',
};
const token = 'kh_Zk1hB0c4o5tGJ7Q0Xw0b3cWm8vYp2nRrT6uLs9dEa1f';

/** `/api/members` and `/api/invitations`, described. */
export const memberOperations: readonly OperationSpec[] = [
  {
    method: 'get',
    path: '/api/members',
    operationId: 'listMembers',
    tag,
    summary: 'List the members of the account',
    scopes: ['account'],
    query: pageQuery,
    answers: {
      200: {
        description: 'The oldest first.',
        schema: z.array(memberView),
        example: [memberExample],
        headers: TOTAL,
      },
    },
  },
  {
    method: 'patch',
    path: '/api/members/:id',
    operationId: 'changeMemberRole',
    tag,
    summary: 'Change a member’s role',
    description: 'Owners only touch owners. The last owner keeps the role: 409 LAST_OWNER.',
    scopes: ['account'],
    params: z.object({ id: z.string() }),
    body: memberPatchBody,
    bodyExample: { role: 'viewer' },
    answers: { 200: { description: 'The member.', schema: memberView, example: memberExample } },
  },
  {
    method: 'delete',
    path: '/api/members/:id',
    operationId: 'removeMember',
    tag,
    summary: 'Remove a member, his tokens and the access that he granted',
    scopes: ['account'],
    params: z.object({ id: z.string() }),
    answers: { 204: { description: 'Removed.' } },
  },
  {
    method: 'get',
    path: '/api/invitations',
    operationId: 'listInvitations',
    tag,
    summary: 'List the invitations that wait',
    scopes: ['account'],
    query: pageQuery,
    answers: {
      200: {
        description: 'The oldest first.',
        schema: z.array(invitationView),
        example: [invitationExample],
        headers: TOTAL,
      },
    },
  },
  {
    method: 'post',
    path: '/api/invitations',
    operationId: 'inviteMember',
    tag,
    summary: 'Invite somebody',
    description:
      'The link is shown once, works once and for a week; an earlier one for the same address ends.',
    scopes: ['account'],
    showsSecretOnce: true,
    body: invitationCreateBody,
    bodyExample: { email: 'boris@example.com', role: 'administrator' },
    answers: {
      201: {
        description: 'The invitation and its link.',
        schema: createdInvitationView,
        example: { ...invitationExample, link: `https://cabinet.example/invitation#token=${token}` },
      },
    },
  },
  {
    method: 'delete',
    path: '/api/invitations/:id',
    operationId: 'revokeInvitation',
    tag,
    summary: 'Take an invitation back',
    scopes: ['account'],
    params: z.object({ id: z.string() }),
    answers: { 204: { description: 'Taken back.' } },
  },
  {
    method: 'post',
    path: '/api/invitations/preview',
    operationId: 'previewInvitation',
    tag,
    summary: 'What an invitation says',
    scopes: [],
    body: invitationTokenBody,
    bodyExample: { token },
    answers: {
      200: {
        description: 'Who is invited, to what, as what.',
        schema: invitationPreview,
        example: { email: 'boris@example.com', role: 'administrator', accountName: 'Кофейня на Лесной' },
      },
      ...OUR_PAGES_ONLY,
    },
  },
  {
    method: 'post',
    path: '/api/invitations/accept',
    operationId: 'acceptInvitation',
    tag,
    summary: 'Become a member and log in',
    scopes: [],
    body: invitationAcceptBody,
    bodyExample: { token, name: 'Борис Орлов', password: 'correct horse battery' },
    answers: {
      201: { description: 'The new member.', schema: identityView, example: identityExample },
      ...OUR_PAGES_ONLY,
    },
  },
];
