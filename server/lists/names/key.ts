/**
 * Names as they are sorted: labels from the end, so that everything under a host comes after it. `!` is below every
 * character of a label and above the tab that ends a key. Numbers come last, as they are written.
 */
import { isAddress } from '../../../lib/hosts/public-suffixes.ts'

export const UNDER = '!'
const NUMBER = '~'

/** `www.example.org` → `org!example!www` */
export const keyOf = (host: string): string =>
  isAddress(host) ? NUMBER + host : host.split('.').toReversed().join(UNDER)

export const hostOf = (key: string): string =>
  key.startsWith(NUMBER) ? key.slice(1) : key.split(UNDER).toReversed().join('.')

export const isNumber = (key: string): boolean => key.startsWith(NUMBER)

/** Whether `key` is the parent itself or lies under it. */
export const isWithin = (key: string, parent: string): boolean =>
  key.startsWith(parent) && (key.length === parent.length || key[parent.length] === UNDER)
