/** Keeping children safe in education, in our own words. */
import { row, type Row } from './row.ts'

export const KCSIE: readonly Row[] = [
  row(
    'K1',
    'both',
    'Filtering and monitoring fit the school’s devices and networks, and how well they work is reviewed each year.',
    'What Kerb does on managed browsers is shown here; other devices and the network are yours to cover.',
    'fleet',
    'checks',
    'reviews',
  ),
  row(
    'K2',
    'both',
    'Children meet as little harm as possible through the school’s systems.',
    'Kinds are closed by group; what a page is, is looked at on the device where no list knows it.',
    'groups',
    'figures',
  ),
  row(
    'K3',
    'kerb',
    'Blocking too much must not limit what can be taught.',
    'Requests with their answers, unblocks for a class, and sites that must be open in each check.',
    'requests',
    'checks',
  ),
  row(
    'K4',
    'both',
    'The safeguarding lead leads on it and understands it; staff are trained; the child-protection policy covers it.',
    'The safeguarding lead has their own pages. Training and policy are yours: say below when and what.',
    'people',
  ),
  row(
    'K5',
    'school',
    'How many children, their ages, who is at greater risk, how often they are online, and cost against risk are considered.',
    'Groups may differ as far as you like. The judgement is yours: say it below.',
    'groups',
  ),
  row(
    'K6',
    'both',
    'Content, contact, conduct and commerce are all covered; misinformation too.',
    'Kinds for each of the four can be closed by group, and personal details are paused for. Teaching about them is yours.',
    'groups',
  ),
  row(
    'K7',
    'both',
    'A documented review each year; image abuse by children, misogyny, mental health and weapons are safeguarding matters.',
    'There are kinds and themes for each. Check the wording of the year’s own text before you rely on this row.',
    'reviews',
    'groups',
  ),
  row(
    'K8',
    'both',
    'Filtering for terrorist and extremist material (Prevent).',
    'The kind “extremism” can be closed by group, and searches for it are noted. The police-assessed list belongs to members: see D9.',
    'groups',
    'illegal',
  ),
]
