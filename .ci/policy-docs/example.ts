/** The values that the samples carry: one school's managed configuration, in the order an administrator reads it. */

import type { SampleOptions, SampleValues } from '../../lib/policy/samples.ts'

/** Stands in the repository's samples; `npm run policy:docs` puts a real one in. */
export const EXAMPLE_OPTIONS: SampleOptions = {
  id: 'abcdefghijklmnopabcdefghijklmnop',
  updateUrl: 'https://kerb.greenfield.example/extension/update.xml',
}

const values: SampleValues = {
  schoolName: 'Greenfield Academy',
  schoolContact: 'Mrs Patel in the IT office, it@greenfield.example',
  serverAddress: 'https://kerb.greenfield.example',
  // Public keys made for this example; their private halves were thrown away.
  serverKeys: [
    'sign:MCowBQYDK2VwAyEA27UE0h6CiGKnW67lgrvQI5ynRHCEI6esXcBqiSrKvfs',
    'seal:BAj2NsQax78czxhg5GVnnCcGBYOjZqqgyADfj30XRogbbZeFm5tl2913eSCheCoI-PIzX6XFM94rIo8DR4Ru0WU',
  ],
  enrolmentToken: 'paste-the-token-from-the-school-server',
  group: 'year-9',
  ageGroup: 'secondary',
  categoryActions: ['games: block', 'social: block', 'ai-assistant: warn'],
  blockEntries: ['games.example.com', '=www.example.org', 'example.net/games # Games that look like maths'],
  allowEntries: ['greenfield.example # Our own site'],
  unknownHosts: 'allow',
  safeSearch: 'on',
  youtube: 'strict',
  signInDomains: ['greenfield.example', '456ff232-3512-4123-b3b3-3236a0826f3d'],
  timeZone: 'Europe/London',
  timetable: ['Mon-Fri 12:00-13:00 on-site lunch: games=allow, social=warn'],
  recordingDetail: 'least',
  recordingHours: ['Mon-Fri 08:00-17:00'],
  searchTerms: 'on',
  sharedDevices: 'off',
  locked: ['safeSearch', 'youtube'],
}

export const EXAMPLE_VALUES: SampleValues = { ...values, keysSet: [...Object.keys(values), 'keysSet'] }
