/** What we use of https://github.com/mailcheck/mailcheck, whose script is made a module of. */
declare const Mailcheck: {
  domainThreshold: number;
  secondLevelThreshold: number;
  topLevelThreshold: number;
  /** Another address that is probably meant, or false. */
  suggest(
    email: string,
    domains: readonly string[],
    secondLevelDomains: readonly string[],
    topLevelDomains: readonly string[],
    distance: (one: string, other: string) => number,
  ): { address: string; domain: string; full: string } | false;
};
export default Mailcheck;
