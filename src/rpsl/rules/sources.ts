/** Sources of several rules. */

export const DOMAIN_CLASS = 'RIPE Database documentation, RPSL Object Types: DOMAIN';

export const SYNTAX = 'RIPE Database documentation, Appendix A: Syntax of Object Attributes';
