// Months, counted from January 1970, as the time slider has them.

const DAY = 86_400_000;

/** Days since 1970 of a month's last day. @param {number} month */
export const lastDay = (month) => Date.UTC(1970, month + 1, 0) / DAY;

/** @param {number} day since 1970 */
export function monthOf(day) {
  const at = new Date(day * DAY);
  return (at.getUTCFullYear() - 1970) * 12 + at.getUTCMonth();
}

/** The month of '2014-06' or '2014-06-30'; null for anything else. @param {string | null} edtf */
export function monthFrom(edtf) {
  const found = /^(\d{4})-(\d\d)/.exec(edtf || "");
  return found ? (Number(found[1]) - 1970) * 12 + Number(found[2]) - 1 : null;
}

/** 'June 2014' @param {number} month */
export const inWords = (month) => new Date(lastDay(month) * DAY)
  .toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** '2014-06' @param {number} month */
export const inEdtf = (month) => new Date(lastDay(month) * DAY).toISOString().slice(0, 7);
