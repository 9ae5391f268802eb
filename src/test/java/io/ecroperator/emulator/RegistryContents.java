package io.ecroperator.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an account has in a region, looked at and changed past everyone's back. */
public interface RegistryContents {

    /** {@return names of all repositories, sorted} */
    List<String> repositoryNames();

    /**
     * Looks at a repository.
     *
     * @param name full name
     * @return what it is now, empty if there is none
     */
    Optional<RepositorySnapshot> repository(String name);

    /**
     * Creates a repository with default settings, at once visible to lists; IllegalStateException if it exists.
     *
     * @param name full name
     */
    void createRepository(String name);

    /**
     * Creates a repository with tags.
     *
     * @param name full name
     * @param tags resource tags
     */
    void createRepository(String name, Map<String, String> tags);

    /**
     * Deletes a repository, even with images, at once gone from lists.
     *
     * @param name full name
     */
    void deleteRepository(String name);

    /**
     * Pushes a small image whose content depends on its tag only.
     *
     * @param name repository
     * @param tag image tag
     * @return digest
     */
    String putImage(String name, String tag);

    /**
     * Reads the image tags.
     *
     * @param name repository
     * @return tags of all images, sorted
     */
    List<String> imageTags(String name);

    /**
     * Deletes all images.
     *
     * @param name repository
     */
    void deleteImages(String name);

    /**
     * Replaces all tags.
     *
     * @param name repository
     * @param tags resource tags
     */
    void setTags(String name, Map<String, String> tags);

    /**
     * Takes tags away.
     *
     * @param name repository
     * @param keys tag keys; absent ones do no harm
     */
    void removeTags(String name, String... keys);

    /**
     * Reads the tags.
     *
     * @param name repository
     * @return resource tags
     */
    Map<String, String> tags(String name);

    /**
     * Changes the mutability of image tags, unchecked.
     *
     * @param name repository
     * @param mutability API value
     * @param filters wildcard exclusion filters
     */
    void setImageTagMutability(String name, String mutability, String... filters);

    /**
     * Changes scanning.
     *
     * @param name repository
     * @param scanOnPush API value
     */
    void setScanOnPush(String name, boolean scanOnPush);

    /**
     * Reads the lifecycle policy.
     *
     * @param name repository
     * @return text as GetLifecyclePolicy gives it, empty if there is none
     */
    Optional<String> lifecyclePolicyText(String name);

    /**
     * Sets the lifecycle policy; IllegalStateException if AWS would refuse it.
     *
     * @param name repository
     * @param text policy
     */
    void putLifecyclePolicy(String name, String text);

    /**
     * Removes the lifecycle policy, if any.
     *
     * @param name repository
     */
    void deleteLifecyclePolicy(String name);

    /**
     * Reads the repository policy.
     *
     * @param name repository
     * @return text in normal form and stable order, empty if there is none
     */
    Optional<String> repositoryPolicyText(String name);

    /**
     * Sets the repository policy without lock-out check; IllegalStateException if AWS would refuse it.
     *
     * @param name repository
     * @param text policy
     */
    void setRepositoryPolicy(String name, String text);

    /**
     * Removes the repository policy, if any.
     *
     * @param name repository
     */
    void deleteRepositoryPolicy(String name);
}
