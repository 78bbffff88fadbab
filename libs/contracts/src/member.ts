import { z } from 'zod';
import { emailAddress, plainText } from './plainText.js';
import { ROLES } from './role.js';
import { newPassword } from './session.js';

export const memberView = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: z.iso.datetime(),
});
export type MemberView = z.infer<typeof memberView>;

/** `PATCH /api/members/:id` */
export const memberPatchBody = z.object({ role: z.enum(ROLES) });

/** `POST /api/invitations` */
export const invitationCreateBody = z.object({ email: emailAddress, role: z.enum(ROLES) });

export const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type InvitationView = z.infer<typeof invitationView>;

/** The answer to its creation, the only one that has the link. */
export const createdInvitationView = invitationView.extend({ link: z.string() });

const token = z.string().min(1, 'is required').max(200, 'is too long');

/** `POST /api/invitations/preview`: what an invitation says, to whoever holds its link. */
export const invitationTokenBody = z.object({ token });
export const invitationPreview = z.object({
  email: z.string(),
  role: z.enum(ROLES),
  accountName: z.string(),
});

/** `POST /api/invitations/accept` */
export const invitationAcceptBody = z.object({ token, name: plainText(1, 256), password: newPassword });
export type InvitationAcceptBody = z.infer<typeof invitationAcceptBody>;
