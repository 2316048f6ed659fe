/** An OIDC provider of yours whose users log in to the cluster. Takes EKS some fifteen minutes to connect. */
export interface IdentityProviderProps {
  /**
   * Name of the configuration. A change replaces it.
   *
   * @throws InvalidPropsError [identity-provider-name]
   */
  readonly name: string;

  /**
   * The issuer of its tokens, reached over the internet: `https://` and no query.
   *
   * @throws InvalidPropsError [identity-provider-issuer]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_OidcIdentityProviderConfigRequest.html
   */
  readonly issuerUrl: string;

  /** Audience of the tokens. */
  readonly clientId: string;

  /**
   * Claim that is the user's name.
   *
   * @default "sub"
   */
  readonly usernameClaim?: string;

  /**
   * What goes before the name, so that it is nobody else's; `-` for nothing.
   *
   * @default - the issuer and `#`, but for the claim `email`
   * @throws InvalidPropsError [identity-provider-prefix]
   */
  readonly usernamePrefix?: string;

  /**
   * Claim that is the list of the user's groups.
   *
   * @default - none: users have no groups
   */
  readonly groupsClaim?: string;

  /**
   * What goes before the name of each group.
   *
   * @default - nothing
   * @throws InvalidPropsError [identity-provider-prefix]
   */
  readonly groupsPrefix?: string;

  /**
   * Claims that a token must have, with their values.
   *
   * @default - none
   */
  readonly requiredClaims?: Readonly<Record<string, string>>;
}
