/** Unkind words are said to somebody. Homework is full of the same words. */
import { describe, expect, test } from 'vitest'
import { findPersonal } from './find.ts'

const found = (text: string, isChat = true): number =>
  findPersonal([{ text, isPost: true, isChat }], ['unkind'], 0, 0).length

test.each([
  'you are an idiot',
  'You are an idiot, Sam',
  'you are so dumb lol',
  'you are stupid and i hate school',
  'ur such a loser!!!',
  'hey you ugly',
  'you cow',
  'you are a pig',
  'your such a rat',
  'your pathetic',
  'i think ur an idiot',
  'ur dumb',
  'you all are losers',
  'stop it. you are so annoying. go home',
  'loser',
  'Idiot!',
  'you are nothing',
  'kys',
])('said to somebody: %s', (text) => {
  expect(found(text)).toBeGreaterThan(0)
})

test.each([
  // Numbers, music, science, plays.
  'The distance from Leeds to York is 40 kms.',
  'It is 5 kms',
  'mf means mezzo forte, medium loud',
  'Lipids are made of fatty acids and glycerol.',
  'Slag is tapped off at the bottom of the blast furnace',
  'Show me thy chink, to blink through with mine eyne',
  'Faggots and peas are a Welsh dish',
  'Friction retards the motion',
  'The growth was retarded by the cold',
  'Mong Kok is a part of Hong Kong',
  'Dumbo is an elephant who can fly',
  'The bitches had nine puppies',
  // Sayings of every day.
  'You smell with your nose',
  'What can you smell in the garden?',
  'It is easy to get lost in the forest',
  'The shop was shut up for the winter',
  'how is ur mum',
  'a drop dead gorgeous dress',
  'you are nothing like my brother',
  // The word is not the last that is said of somebody.
  'you are a pig farmer',
  'you are dead right',
  'Thank you, Baby Shark',
  'Thank you nobody hurt',
  'How are you? Crazy day',
  'Do you mental maths every day',
  'You all look so big, little pig',
  'You thick it with flour',
  'Would you grass on a friend',
  'Can you joke about it?',
  'Do you dirty your hands',
  'The witches feed you fat',
  'I love you baby',
  'Feed your pig',
  'Your baby',
  'i love ur baby',
  'this is your fat pig',
  // Asked, not called.
  'are you gay?',
  'Are you nobody, too?',
  'Are you dead?',
  'Are you crazy?',
  'If you are ugly',
  // Of oneself: no unkindness to anybody.
  'I want to kms',
  'i am going to kill myself',
])('said to nobody: %s', (text) => {
  expect(found(text)).toBe(0)
})

const ANSWERS =
  `cow pig rat snake grass baby dead nobody rubbish thick fat gross dirty horrible joke mental tit
Cow Rat trash snitch liar coward`.split(/\s+/)

describe('an answer of one word', () => {
  test.each(ANSWERS)('is an answer, also where there is room for more: %s', (word) => {
    expect(found(word)).toBe(0)
  })
  test('in a field of one line is an answer whatever it is', () => {
    expect(found('idiot', false)).toBe(0)
    expect(found('you idiot', false)).toBeGreaterThan(0)
  })
})
