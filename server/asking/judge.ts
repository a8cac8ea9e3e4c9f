/** What a page that somebody asks for is to the school: who may open it, and why it is closed. */
import { isLocked, isSafeguarding } from '../../lib/policy/categories.ts'
import { kindOf } from '../../lib/download/kind.ts'
import { DANGEROUS } from '../../lib/policy/downloads.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { AskedFile } from '../../lib/protocol/page-requests.ts'
import type { Context } from '../context.ts'
import type { KeptLesson } from '../lessons/content.ts'
import type { PageFound, PageJob } from '../lessons/check.ts'
import { closedWords } from '../lessons/closed-words.ts'
import { lessonsOfPupils } from '../lessons/pupils.ts'
import { isClosedBy, type Page } from './opens.ts'

export interface Judged {
  /** Illegal, a theme for which one tells somebody, or a file that the school blocks: nobody is asked for it. */
  readonly isNever: boolean
  /** The policy leaves it open. */
  readonly isOpen: boolean
  readonly teacherMay: boolean
  /** Why the policy closes it, in one sentence. */
  readonly closed: string
}

/** What the school's policy says of a page to some people: of the strictest that it says. */
export async function judgePage(
  { siteChecker }: Pick<Context, 'siteChecker'>,
  policy: Pick<PolicyDocument, 'teachersMayOpen'> | undefined,
  { url, frame, file }: Page,
  when: Pick<PageJob, 'who' | 'place' | 'at' | 'until'>,
): Promise<Judged> {
  if (file) return judgeFile(siteChecker, url, file, when)
  const found = await siteChecker.judge({ ...when, url, target: frame ? 'frame' : 'page' })
  const { verdict } = found
  const isOpen = verdict.action === 'allow' && !found.isUnknown
  return {
    isNever: isNever(found),
    isOpen,
    teacherMay: isOpen || (!found.isUnknown && mayOpen(found, policy?.teachersMayOpen ?? [])),
    closed: wordsFor(found),
  }
}

/**
 * A file that the rules leave to an adult: the lesson's teacher or the network manager decides. What they block, and
 * what comes from a page that is closed, nobody lets through by a request: for that the rules are changed.
 */
async function judgeFile(
  siteChecker: Context['siteChecker'],
  url: string,
  file: AskedFile,
  when: Pick<PageJob, 'who' | 'place' | 'at' | 'until'>,
): Promise<Judged> {
  // The name says it again here: a device that calls a program a picture is not believed.
  const byName = kindOf(file.name, '', '')
  const kind = DANGEROUS.has(byName.kind) ? byName.kind : file.kind
  const asked = { kind, disguised: byName.disguised, bytes: file.bytes }
  const found = await siteChecker.judge({ ...when, url, target: 'page', file: asked })
  return {
    isNever: isNever(found) || found.verdict.action === 'block' || found.file === 'block',
    isOpen: false,
    teacherMay: !found.isUnknown,
    closed: found.isUnknown
      ? 'No policy is published: the device’s own settings leave it to an adult.'
      : 'The school’s rules for files leave it to an adult.',
  }
}

const isNever = ({ verdict, blocked }: PageFound): boolean =>
  verdict.reason.kind === 'illegal' || blocked.some((id) => isLocked(id) || isSafeguarding(id))

/** A warning, or categories that the school lets teachers open, all of them. */
function mayOpen({ verdict, blocked }: PageFound, open: readonly string[]): boolean {
  if (verdict.action === 'warn') return blocked.length === 0
  return verdict.reason.kind === 'category' && blocked.length > 0 && blocked.every((id) => open.includes(id))
}

function wordsFor({ verdict, isUnknown }: PageFound): string {
  if (isUnknown) return 'No policy is published: the device’s own settings close it.'
  if (verdict.action === 'allow') return 'The school’s policy leaves it open.'
  if (verdict.action === 'warn') return 'The school warns before it opens.'
  return closedWords(verdict)
}

/** The lesson of a pupil whose teacher is asked: the one that closes the page, else any that runs. */
export async function lessonToAsk(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  person: number,
  page: Page,
  now: number,
): Promise<{ readonly found: KeptLesson; readonly closes: boolean } | undefined> {
  const held = (await lessonsOfPupils({ db, vault }, [person], now)).get(person)?.held ?? []
  const open = held.filter(({ lesson }) => lesson.mode !== 'eyes-up')
  const closing = open.find(({ lesson }) => isClosedBy(lesson, page))
  const found = closing ?? open[0] ?? held[0]
  return found && { found, closes: closing !== undefined }
}
