import { describe, expect, it } from 'vitest';
import { passwordProblems } from './password.ts';

const codes = (password: string, account = 'zhang.san') => passwordProblems(password, account).map(({ code }) => code);

describe('口令规则', () => {
  it('accepts ten characters of three classes', () => {
    expect(codes('Studio2013')).toEqual([]);
    expect(codes('studio-2013')).toEqual([]);
    expect(codes('领衔Studio13')).toEqual([]);
  });

  it('names every obstacle at once', () => {
    expect(codes('abc')).toEqual(['password-too-short', 'password-too-simple']);
    expect(codes('x'.repeat(201))).toEqual(['password-too-long', 'password-too-simple']);
  });

  it('counts characters as people do, not code units', () => {
    expect(codes('𠅤𠅤𠅤𠅤𠅤Aa')).toEqual(['password-too-short']);
    expect(passwordProblems('𠅤Aa1', 'x')[0]?.zh).toBe('密码至少10个字符，现在只有4个');
  });

  it('refuses the account name inside, in any case', () => {
    expect(codes('ZHANG.SAN-2013')).toContain('password-contains-account');
  });
});
