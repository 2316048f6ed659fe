/** How a container is run, and what it finds around it: what is the same wherever tasks run. */
export interface ContainerRuntimeProps {
  /**
   * Files of environment variables in S3, by ARN: up to 10, each with the ending `.env`. The execution role gets the
   * rights. A variable of `environment` wins over one of a file, and a file over those after it.
   *
   * @default - none
   * @throws InvalidPropsError [environment-file] [environment-file-count]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
   */
  readonly environmentFiles?: readonly string[];

  /**
   * ECS starts the container again when it exits, while the task and its other containers stay.
   *
   * @default - it stays where it is; an essential one takes the task along
   * @throws InvalidPropsError [restart-period] [restart-exit-codes]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html
   */
  readonly restart?: RestartProps;

  /**
   * `disabled` takes whatever the tag leads to when a task starts; ECS keeps all tasks of a deployment at one digest
   * otherwise.
   *
   * @default "enabled"
   */
  readonly versionConsistency?: "disabled" | "enabled";

  /**
   * Standard input stays open.
   *
   * @default false
   */
  readonly interactive?: boolean;

  /**
   * It gets a terminal.
   *
   * @default false
   */
  readonly pseudoTerminal?: boolean;

  /**
   * Labels that Docker shows on it.
   *
   * @default - none
   */
  readonly dockerLabels?: Readonly<Record<string, string>>;

  /**
   * ARN of the secret with the user name and password of a private registry. The execution role gets the right.
   *
   * @default - the registry is ECR, or public
   * @throws InvalidPropsError [secret-arn]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
   */
  readonly registrySecretArn?: string;

  /**
   * The specification of a gMSA for Active Directory: `credentialspec:<ARN>` or `credentialspecdomainless:<ARN>` of a
   * parameter or of an object in S3, which the execution role may read.
   *
   * @default - none
   * @throws InvalidPropsError [credential-spec]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html
   */
  readonly credentialSpec?: string;

  /**
   * Mounts of other containers of the task, by the container's name.
   *
   * @default - none
   * @throws InvalidPropsError [volumes-from]
   */
  readonly volumesFrom?: Readonly<Record<string, VolumesFromProps>>;
}

/** When ECS starts a container again. */
export interface RestartProps {
  /**
   * Exit codes after which it stays as it is: up to 50.
   *
   * @default - none
   * @throws InvalidPropsError [restart-exit-codes]
   */
  readonly ignoredExitCodes?: readonly number[];
  /**
   * Seconds that it must have run: 60 to 1800. It is started again once in as many seconds.
   *
   * @default 300
   * @throws InvalidPropsError [restart-period]
   */
  readonly attemptPeriodSeconds?: number;
}

/** Mounts of another container. */
export interface VolumesFromProps {
  /**
   * @default false
   */
  readonly readOnly?: boolean;
}
