import { useEffect } from 'preact/hooks'
import { ROLES } from '../lib/protocol/staff-roles.ts'
import { Mark } from '../lib/ui/parts/Mark.tsx'
import { Account } from './Account.tsx'
import { AgreementPage } from './agreement/AgreementPage.tsx'
import { AlertsPage } from './alerts/AlertsPage.tsx'
import { AlertsPart } from './alerts/AlertsPart.tsx'
import { api } from './api.ts'
import { AuditPage } from './audit/AuditPage.tsx'
import { AuditPart } from './audit/AuditPart.tsx'
import { BackupPart } from './backup/BackupPart.tsx'
import { Requests } from './asking/Requests.tsx'
import { ClassesPage } from './classes/ClassesPage.tsx'
import { Contents } from './Contents.tsx'
import { Enrolment } from './Enrolment.tsx'
import { EvidencePart } from './evidence/EvidencePart.tsx'
import { ExceptionsPage } from './exceptions/ExceptionsPage.tsx'
import { FleetHealth } from './fleet/FleetHealth.tsx'
import { FoundPage } from './found/FoundPage.tsx'
import { StoppedPart } from './illegal/StoppedPart.tsx'
import { Installations } from './fleet/Installations.tsx'
import { Invitation } from './Invitation.tsx'
import { KeepingPart } from './keeping/KeepingPart.tsx'
import { LessonPage } from './lessons/LessonPage.tsx'
import { LessonsPage } from './lessons/LessonsPage.tsx'
import { route, TO_LESSONS, TO_SCHOOL } from './lessons/route.ts'
import { PolicyPage } from './policy/PolicyPage.tsx'
import { PolicyPart } from './policy/PolicyPart.tsx'
import { ListsPage } from './lists/ListsPage.tsx'
import { LogPart } from './record/LogPart.tsx'
import { RecordPart } from './record/RecordPart.tsx'
import { SharedPage } from './record/SharedPage.tsx'
import { ProofParts } from './review/ProofParts.tsx'
import { roleNames } from './roles.ts'
import { RolloutPart } from './rollout/RolloutPart.tsx'
import { Safeguarding } from './Safeguarding.tsx'
import { SignIn } from './SignIn.tsx'
import { Staff } from './Staff.tsx'
import { attempt, has, leave, notice, signedIn } from './state.ts'
import { Title } from './Title.tsx'

export function App() {
  const session = signedIn.value
  return (
    <>
      <header class="bar">
        <p class="brand">
          <Mark />
          <span>
            <strong>Kerb</strong> {session.state === 'in' && session.school}
          </span>
        </p>
        {session.state === 'in' && has('teacher') && hasSchool() && <Pages />}
        {session.state === 'in' && (
          <div class="who">
            <p class="small">
              {session.name ?? 'One-time link'}{' '}
              <span class="soft who__roles">({roleNames(session.roles)})</span>
            </p>
            <button type="button" class="button button--quiet" onClick={signOut}>
              Sign out
            </button>
          </div>
        )}
      </header>
      <Notice />
      {session.state === 'in' && <Page />}
      {session.state === 'invited' && <Invitation link={session.link} />}
      {session.state === 'out' && <SignIn />}
    </>
  )
}

/** Who has a part of the school's page. */
const hasSchool = (): boolean => ROLES.some((role) => role !== 'teacher' && has(role))

/** A teacher's first page is lessons; the school's is a network manager's, and its keys a safeguarding lead's too. */
function Page() {
  const { value } = route
  if ((has('dsl') || has('head')) && value.page === 'alerts') return <AlertsPage at={value.at} />
  if ((has('dsl') || has('head') || has('network')) && value.page === 'audit')
    return <AuditPage at={value.at} />
  if (value.page === 'shared') return <SharedPage link={value.link} />
  if (has('teacher') && value.page === 'lesson') return <LessonPage id={value.lesson} />
  if (has('network') && value.page === 'policy') return <PolicyPage />
  if (has('teacher') && !(value.page === 'school' && hasSchool())) return <LessonsPage />
  if (has('network')) return <Console />
  if (has('dsl')) return <Lead />
  return <Others />
}

/** For who is both. */
const Pages = () => (
  <nav class="pages-of-mine" aria-label="Pages">
    <a href={TO_LESSONS} aria-current={route.value.page === 'school' ? undefined : 'page'}>
      Lessons
    </a>
    <a href={TO_SCHOOL} aria-current={route.value.page === 'school' ? 'page' : undefined}>
      School
    </a>
  </nav>
)

/** By the ids of their headings. */
const PARTS = {
  health: 'Fleet health',
  devices: 'Devices',
  enrolment: 'Enrolment',
  rollout: 'Roll-out',
  asked: 'Requests',
  found: 'Found by the guard',
  lists: 'Lists',
  classes: 'Classes',
  agreement: 'Agreement',
  policy: 'Policy',
  exceptions: 'Unblocks and pauses',
  keeping: 'How long it is kept',
  backups: 'Backups',
  staff: 'Staff',
  safeguarding: 'Safeguarding keys',
  numbers: 'In figures',
  checks: 'Self-checks',
  review: 'Yearly review',
  parents: 'Page for parents',
  audit: 'Audit',
  account: 'Your account',
}
const LEAD_PARTS = {
  alerts: 'Alerts',
  ...PARTS,
  illegal: 'Illegal pages',
  record: 'A pupil’s record',
  looks: 'Viewing log',
  evidence: 'Evidence',
}

const Console = () => (
  <main class="console">
    <div class="page-head">
      <Title>School</Title>
      <Contents of={has('dsl') ? LEAD_PARTS : PARTS} />
    </div>
    <AlertsPart />
    <FleetHealth />
    <Installations />
    <Enrolment />
    <RolloutPart />
    <Requests />
    <FoundPage />
    <ListsPage />
    <ClassesPage />
    <AgreementPage />
    <PolicyPart />
    <ExceptionsPage />
    <KeepingPart />
    <BackupPart />
    <Staff />
    <Safeguarding />
    <Records />
    <ProofParts />
    <AuditPart />
    <Account />
    <p class="soft small">
      Counts, devices, staff and what is asked for. A network manager reads nobody’s browsing: the
      safeguarding lead does, with a reason that stands in the viewing log.
    </p>
  </main>
)

/** For a safeguarding lead who is no network manager. */
const Lead = () => (
  <main class="console">
    <Title>School</Title>
    <AlertsPart />
    <FoundPage />
    <ExceptionsPage />
    <Records />
    <KeepingPart />
    <ProofParts />
    <AuditPart />
    <Safeguarding />
    <AgreementPage />
    <Account />
  </main>
)

/** For the school office, which records permissions; a governor, who has the numbers of it; and the head. */
const Others = () => (
  <main class="console">
    <Title>School</Title>
    <AlertsPart />
    {(has('office') || has('governor')) && <AgreementPage />}
    {has('head') && <ExceptionsPage />}
    <Records />
    {(has('head') || has('governor')) && <KeepingPart />}
    <ProofParts />
    {has('head') && <AuditPart />}
    <Account />
  </main>
)

/** Pupils' records, and who looked at them, for who has either. */
const Records = () => (
  <>
    {has('dsl') && <StoppedPart />}
    {has('dsl') && <RecordPart />}
    {(has('dsl') || has('head')) && <LogPart />}
    {(has('dsl') || has('head') || has('governor')) && <EvidencePart />}
  </>
)

/** Good news goes by itself: what it tells of stands on the page. What went wrong stays. Milliseconds. */
const NEWS_STAYS = 12_000

/** One live region for the whole page; it is always there, so that screen readers watch it. */
function Notice() {
  const said = notice.value
  useEffect(() => {
    if (!said || said.wrong) return undefined
    const timer = setTimeout(() => {
      if (notice.value === said) notice.value = null
    }, NEWS_STAYS)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <div class="notice" role="status">
      {said && (
        <p class={said.wrong ? 'notice__text notice__text--wrong' : 'notice__text'}>
          <span>{said.text}</span>
          <button type="button" class="plain" aria-label="Dismiss" onClick={() => (notice.value = null)}>
            ✕
          </button>
        </p>
      )}
    </div>
  )
}

const signOut = () => {
  void attempt(async () => {
    await api.signOut()
    leave('You are signed out.')
  })
}
