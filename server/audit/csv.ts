/** The audit as a file, as it is filtered: one line an entry, in the words that the page has. */
import type { AuditQuery } from '../../lib/protocol/audit.ts'
import { line, MARK, timeCell } from '../../lib/protocol/csv.ts'
import type { AuditReader } from './read.ts'

export async function* auditCsv(
  reader: AuditReader,
  asked: Omit<AuditQuery, 'before'>,
): AsyncGenerator<string> {
  yield MARK + line(['Entry', 'When (UTC)', 'Who', 'What', 'About', 'Kind'])
  for await (const entries of reader.all(asked))
    yield entries
      .map(({ id, at, who, did, about, kind }) => line([id, timeCell(at), who, did, about, kind]))
      .join('')
}
