import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLabels, name } from '../../src/dns/name.js';
import { question } from '../../src/record/question.js';
import { mailboxOf, mailServers, presentMailbox } from '../../src/zone/mailbox.js';
import { messageFrom } from '../support/observation.js';

const DOMAIN = name('example.net');

describe('the mailbox of an RNAME', () => {
  it.each([
    ['hostmaster.example.net', 'hostmaster@example.net'],
    ['host\\.master.Example.NET', 'host.master@example.net'],
    ['Host+DNS.a-b.example', 'Host+DNS@a-b.example'],
    ["!#$%&'*+/=?^`{|}~_-.example.net", "!#$%&'*+/=?^`{|}~_-@example.net"],
  ])('%s is %s', (rname, mailbox) => {
    const found = mailboxOf(name(rname));
    expect(found && presentMailbox(found)).toBe(mailbox);
  });

  it.each([
    ['the root', '.'],
    ['no domain', 'hostmaster'],
    ['a domain of one label', 'hostmaster.example'],
    ['an at sign', 'host\\@example.example.net'],
    ['a space in the local part', 'host\\032master.example.net'],
    ['a dot first', '\\.host.example.net'],
    ['a dot last', 'host\\..example.net'],
    ['two dots', 'host\\.\\.master.example.net'],
    ['a byte that is not ASCII', 'h\\228st.example.net'],
    ['an underscore in the domain', 'hostmaster.a_b.example.net'],
    ['a hyphen first in the domain', 'hostmaster.-a.example.net'],
    ['a hyphen last in the domain', 'hostmaster.a-.example.net'],
    ['a dot in a label of the domain', 'hostmaster.a\\.b.example.net'],
  ])('is none with %s', (_, rname) => {
    expect(mailboxOf(name(rname))).toBeNull();
  });

  it('is the one that the RNAME was made from', () => {
    const atom = fc.stringMatching(/^[\w!#$%&'*+/=?^`{|}~-]{1,10}$/);
    const local = fc.array(atom, { minLength: 1, maxLength: 5 }).map((atoms) => atoms.join('.'));
    const domain = fc.array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(local, domain, (before, after) => {
        const mailbox = mailboxOf(fromLabels([before, ...after]));
        expect(mailbox && presentMailbox(mailbox)).toBe(`${before}@${after.join('.')}`);
      }),
    );
  });

  it('has one at sign and nothing that is not printable, whatever the RNAME', () => {
    const byte = fc.nat({ max: 255 }).map((code) => String.fromCharCode(code));
    const labels = fc.array(fc.string({ unit: byte, minLength: 1, maxLength: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(labels, (some) => {
        const mailbox = mailboxOf(fromLabels(some));
        if (mailbox !== null) expect(presentMailbox(mailbox)).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/);
      }),
    );
  });
});

describe('the mail servers of a domain', () => {
  const found = (...answer: string[]) =>
    mailServers(messageFrom(question('resolver', DOMAIN, 'MX'), { answer }), DOMAIN);

  it.each([
    [
      'are those of its MX records, each once',
      ['MX 10 A.example', 'MX 20 a.example', 'MX 5 b.example'],
      ['a.example', 'b.example'],
    ],
    ['are itself without MX records', [], ['example.net']],
    ['are the root with a null MX', ['MX 0 .'], ['.']],
  ])('%s', (_, data, expected) => {
    expect(found(...data.map((each) => `example.net ${each}`))).toEqual(expected);
  });

  it('are those of the name that it is an alias for', () => {
    const alias = 'example.net CNAME Mail.example.org';
    expect(found(alias, 'mail.example.org MX 10 a.example', 'example.net MX 10 b.example')).toEqual([
      'a.example',
    ]);
    expect(found(alias)).toEqual(['mail.example.org']);
  });
});
