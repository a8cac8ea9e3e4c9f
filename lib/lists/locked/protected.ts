/**
 * Names that no list of illegal content can mean as a whole: every registry's ending, where anybody may have a site,
 * what helps, and what lessons stand on. A hash of one of them is somebody's mistake, and would close more than a
 * school could live with. Single addresses on such hosts stay.
 */
import suffixes from '../../../assets/public-suffixes.json' with { type: 'json' }
import { toBase64 } from '../../protocol/bytes.ts'
import { MUST_BE_OPEN } from '../canaries.ts'
import { suffixesOf } from '../host.ts'
import type { CategoryLists } from '../lists.ts'
import { listedHash } from './hash.ts'
import type { LockedEntry, LockedSource } from './source.ts'

type Known = Pick<CategoryLists, 'lifelineHosts' | 'neverBlock'>

/** Splits the entries of a list into those to carry and those that would close one of these names. */
export function withoutProtected(
  { entries, salt }: Pick<LockedSource, 'entries' | 'salt'>,
  lists: Known,
): { readonly kept: readonly LockedEntry[]; readonly refused: readonly number[] } {
  const never = new Set<string>()
  // With a slash it is the whole host too.
  for (const name of namesOf(lists))
    for (const text of [name, `${name}/`]) never.add(toBase64(listedHash(text, salt)))
  const isRefused = ({ hash }: LockedEntry): boolean => never.has(toBase64(hash))
  return {
    kept: entries.filter((entry) => !isRefused(entry)),
    refused: entries.filter(isRefused).map(({ number }) => number),
  }
}

function namesOf(lists: Known): Set<string> {
  const hosts = [
    ...lists.lifelineHosts(),
    ...[...lists.neverBlock()].map(({ host }) => host),
    ...MUST_BE_OPEN,
  ]
  return new Set([
    ...hosts.flatMap((host) => [...suffixesOf(host)]),
    ...Object.values(suffixes).flatMap((names) => names.split(' ')),
  ])
}
