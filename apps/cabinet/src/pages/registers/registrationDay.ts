const DAY = /^\d{4}-\d\d-\d\d$/;

/** The day on a register's card, `2026-11-22`: an instant's day in UTC. Without one it is to be chosen: a day that nobody has looked at is not to be saved. */
export function registrationDayOf(registeredAt: string | null | undefined): string {
  return registeredAt ? new Date(registeredAt).toISOString().slice(0, 10) : '';
}

/** The day as the API keeps it: UTC's midnight, so that a reader further west does not see the day before. Null for what is no day. */
export function registrationInstantOf(day: string): string | null {
  const date = new Date(DAY.test(day) ? `${day}T00:00:00.000Z` : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
