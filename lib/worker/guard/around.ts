/** What the worker knows of a document beside what it shows. */
import type { Around, Signals } from '../../guard/signals.ts'
import { publicSuffix } from '../../hosts/public-suffixes.ts'
import type { Ruling } from '../../navigation/judge.ts'
import type { NetworkMarks } from './marks.ts'
import type { Place } from './place.ts'
import type { Servers } from './servers.ts'

export function aroundOf(
  { host, href }: Place,
  signals: Signals,
  { ruling, marks, servers }: { ruling: Ruling; marks: NetworkMarks; servers: Servers },
): Around {
  const listed = [...ruling.lists.categoriesOf(host)]
  const seenServer = servers.isSeen(host)
  return {
    host,
    href,
    isTop: signals.top,
    network: { ...marks.of(host), seenServer },
    listed,
    isCheapPlace: publicSuffix(host, 'all').isPrivate || listed.includes('bypass-hosting'),
  }
}
