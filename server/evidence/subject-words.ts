/** What somebody asked for and what was decided for them, with the words of both; who decided is not named. */
import { openApproval, openRequest } from '../asking/content.ts'
import type { Context } from '../context.ts'
import { openContent } from '../exceptions/content.ts'
import { iso } from './subject-time.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** Of one person alone: what was opened for a class or a group is about no one of them. */
export async function wordsOf(parts: Parts, person: number) {
  return {
    pagesAskedFor: await asked(parts, person),
    pagesOpened: await opened(parts, person),
    unblocksAndPauses: await exceptions(parts, person),
  }
}

async function asked({ db, vault }: Parts, person: number) {
  const rows = await db
    .selectFrom('page_requests')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  return rows.map((row) => {
    const { url, file, whys, closed, handed, decision } = openRequest(vault, row)
    return {
      at: iso(row.at),
      last: iso(row.last),
      times: row.times,
      address: url,
      ...(file !== undefined && { file }),
      words: whys,
      closedBecause: closed,
      state: row.state,
      decided: iso(row.decided),
      ...(handed !== undefined && { handedOnWith: handed.words }),
      ...(decision !== undefined && { decidedBy: decision.as, reason: decision.reason }),
    }
  })
}

async function opened({ db, vault }: Parts, person: number) {
  const rows = await db
    .selectFrom('page_approvals')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  return rows.map((row) => {
    const { url, opens, reason } = openApproval(vault, row)
    return { at: iso(row.at), until: iso(row.until), ended: iso(row.ended), address: url, opens, reason }
  })
}

async function exceptions({ db, vault }: Parts, person: number) {
  const rows = await db
    .selectFrom('policy_exceptions')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  return rows.map((row) => {
    const { entries, open, reason } = openContent(vault, row)
    return {
      kind: row.kind === 'unblock' ? 'unblock' : 'pause',
      at: iso(row.at),
      until: iso(row.until),
      ended: iso(row.ended),
      reason,
      opens: row.kind === 'unblock' ? entries : open,
    }
  })
}
