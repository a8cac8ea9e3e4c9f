/** Proofs of the time: what a TLS host that we know says in the headers of an answer. */

/**
 * Addresses whose `Date` header is believed, asked in this order when the school server cannot be reached: `HEAD`,
 * `cache: 'no-store'`, `credentials: 'omit'`, `redirect: 'error'`. Each answers by itself and not from a cache, is
 * run by somebody who keeps good time, and is open in ordinary school networks. Only https, so nobody on the way
 * can answer for them.
 */
export const TIME_ADDRESSES = [
  'https://www.google.com/generate_204',
  'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  'https://www.cloudflare.com/cdn-cgi/trace',
] as const

/** The hosts of `TIME_ADDRESSES`. */
export const TIME_HOSTS: readonly string[] = TIME_ADDRESSES.map((address) => new URL(address).hostname)

/** A slower answer says too little about when it was given. */
const SLOWEST_ANSWER = 10_000

/** IMF-fixdate (RFC 9110 §5.6.7): the only form a server may send today. */
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * The time an answer proves, in epoch milliseconds at the moment it was received; null when it proves none: no
 * date, an odd form, too slow, or out of a cache. `sent` and `received` are readings of the worker's monotonic
 * clock. `age` is the `Age` header: some caches then repeat the date of the answer that they kept and some write
 * their own, so it proves nothing.
 */
export function timeFromAnswer(
  headers: { readonly date: string | null; readonly age: string | null },
  sent: number,
  received: number,
): number | null {
  const took = received - sent
  if (!(took >= 0 && took <= SLOWEST_ANSWER)) return null
  if (headers.age !== null && headers.age.trim() !== '0') return null
  if (headers.date === null || !IMF_FIXDATE.test(headers.date)) return null
  const date = Date.parse(headers.date)
  if (Number.isNaN(date)) return null
  // The header is cut to the second, and was written somewhere between sending and receiving.
  return date + 500 + took / 2
}
