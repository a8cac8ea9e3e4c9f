/** Views of the fleet in words, with how many each has. */
import type { Fleet, FleetSort } from '../../lib/protocol/fleet.ts'
import type { View } from './view.ts'

interface Words {
  readonly name: string
  /** Said where there are none. */
  readonly none: string
  /** How many it has, where the counts say so. */
  readonly count?: (counts: Fleet['counts']) => number
}

export const VIEWS: Readonly<Record<View['show'], Words>> = {
  attention: { name: 'Needs a look', none: 'Nothing needs a look.' },
  tampered: {
    name: 'Tampered with, or broken',
    none: 'No device is tampered with or broken.',
    count: ({ standings }) => standings.tampered,
  },
  silent: {
    name: 'Silent but online',
    none: 'No device is online and silent.',
    count: ({ standings }) => standings.silent,
  },
  outdated: {
    name: 'Outdated',
    none: 'Every device has this server’s Kerb and a browser of these weeks.',
    count: ({ outdated }) => outdated,
  },
  gaps: { name: 'Gaps in rows', none: 'No row is missing.', count: ({ gaps }) => gaps },
  findings: {
    name: 'Says that something is wrong',
    none: 'No device says that anything is wrong.',
    count: ({ findings }) => findings,
  },
  'never-seen': {
    name: 'Never seen',
    none: 'Every device on your list has been seen.',
    count: ({ neverSeen }) => neverSeen,
  },
  'not-seen': {
    name: 'Off, or away',
    none: 'Every device is on.',
    count: ({ standings }) => standings['not-seen'],
  },
  enforcing: {
    name: 'On, and enforcing',
    none: 'No device is on and enforcing.',
    count: ({ standings }) => standings.enforcing,
  },
  asking: {
    name: 'Asking to join',
    none: 'Nobody is asking to join.',
    count: ({ waiting, held }) => waiting + held,
  },
  confirmed: {
    name: 'Confirmed',
    none: 'No installation is confirmed yet.',
    count: ({ confirmed }) => confirmed,
  },
  all: { name: 'All', none: 'No installation has asked yet.' },
}

export const SORTS: Readonly<Record<FleetSort, string>> = {
  first: 'What waits for you first',
  name: 'Device id',
  'last-seen': 'Seen last',
  'longest-unseen': 'Unseen for longest',
  outstanding: 'Most rows outstanding',
  kerb: 'Oldest Kerb',
  browser: 'Browser',
}
